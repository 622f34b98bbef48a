package org.havenward.web;

import jakarta.servlet.http.HttpServletRequest;
import org.havenward.access.RefusedException;
import org.havenward.platform.Ids;
import org.havenward.platform.ReusedKeyException;
import org.havenward.platform.SealedTextException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Turns what a controller throws into an answer that helps on. No text of an exception reaches a reader. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class WhenThingsGoWrong {
    private static final Logger LOG = LoggerFactory.getLogger(WhenThingsGoWrong.class);

    private final Fault fault;

    WhenThingsGoWrong(Fault fault) {
        this.fault = fault;
    }

    @ExceptionHandler
    Object apiProblem(ApiProblem problem, HttpServletRequest request) {
        return fault.answer(request, problem);
    }

    /** A record that one may not know of looks as if it were not there. */
    @ExceptionHandler
    Object refused(RefusedException refused, HttpServletRequest request) {
        return switch (refused.reason()) {
            case NOT_SIGNED_IN -> fault.answer(request, HttpStatus.UNAUTHORIZED, "signed-out", "");
            case SECOND_FACTOR_MISSING -> fault.answer(request, HttpStatus.FORBIDDEN, "second-factor", "");
            case ROLE_LACKS_IT -> fault.answer(request, HttpStatus.FORBIDDEN, "refused", "");
            case OTHER_DISTRICT, OTHER_SCHOOL, NOT_ON_TEAM, EXCLUDED ->
                fault.answer(request, HttpStatus.NOT_FOUND, "not-found", "");
        };
    }

    @ExceptionHandler
    Object reusedKey(ReusedKeyException reused, HttpServletRequest request) {
        return fault.answer(request, HttpStatus.CONFLICT, "reused-key", "");
    }

    @ExceptionHandler
    Object missingHeader(MissingRequestHeaderException missing, HttpServletRequest request) {
        var key = missing.getHeaderName().equalsIgnoreCase("Idempotency-Key");
        return fault.answer(request, HttpStatus.BAD_REQUEST, key ? "key-missing" : "unreadable", "");
    }

    /** An address with an id that is none: there is no such page; a parameter that is none: asked wrongly. */
    @ExceptionHandler
    Object unusableValue(TypeMismatchException mismatch, HttpServletRequest request) {
        return fault.answer(request, HttpStatus.NOT_FOUND, "not-found", "");
    }

    @ExceptionHandler
    Object unreadableBody(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return causedBy(unreadable, RequestLimits.TooLargeException.class)
                ? fault.answer(request, HttpStatus.CONTENT_TOO_LARGE, "too-large", "")
                : fault.answer(request, HttpStatus.BAD_REQUEST, "unreadable", "");
    }

    /** A name or a header that no browser sends, found where it is read; its text is in no log. */
    @ExceptionHandler
    Object hostile(RequestRejectedException hostile, HttpServletRequest request) {
        return fault.answer(request, HttpStatus.BAD_REQUEST, "unreadable", "");
    }

    @ExceptionHandler
    Object upload(MultipartException unusable, HttpServletRequest request) {
        return unusable instanceof MaxUploadSizeExceededException
                ? fault.answer(request, HttpStatus.CONTENT_TOO_LARGE, "too-large", "")
                : fault.answer(request, HttpStatus.BAD_REQUEST, "unreadable", "");
    }

    /** The reader has left; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("The reader left before the answer was written");
    }

    @ExceptionHandler
    Object anything(Exception thrown, HttpServletRequest request) throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            throw thrown; // Spring Security answers these: to sign-in, or 403
        }
        if (thrown instanceof ErrorResponse known) {
            var status = HttpStatus.resolve(known.getStatusCode().value());
            if (status != null && status.is4xxClientError()) {
                return fault.answer(request, status, Fault.kindOf(status), "");
            }
        }
        var reference = Ids.next().toString().substring(24);
        if (isDatabaseAway(thrown)) {
            LOG.error("The database does not answer [{}]", reference, thrown);
            return fault.answer(request, HttpStatus.SERVICE_UNAVAILABLE, "unavailable", reference);
        }
        LOG.error("{} {} failed [{}]", request.getMethod(), pattern(request), reference, thrown);
        var kind = thrown instanceof SealedTextException ? "sealed" : "fault";
        return fault.answer(request, HttpStatus.INTERNAL_SERVER_ERROR, kind, reference);
    }

    private static boolean isDatabaseAway(Exception thrown) {
        return thrown instanceof CannotCreateTransactionException
                || thrown instanceof CannotGetJdbcConnectionException
                || thrown instanceof TransientDataAccessException;
    }

    /** The address as the controller declares it: without the ids of records. */
    private static Object pattern(HttpServletRequest request) {
        var pattern =
                request.getAttribute(org.springframework.web.servlet.HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "a request" : pattern;
    }

    private static boolean causedBy(@Nullable Throwable thrown, Class<? extends Throwable> kind) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
