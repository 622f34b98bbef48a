package org.havenward.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** What is answered where something went wrong: a page to people, problem+json to programs. */
@Component
class Fault {
    private final Messages messages;
    private final LocaleResolver locales;

    Fault(Messages messages, LocaleResolver locales) {
        this.messages = messages;
        this.locales = locales;
    }

    /**
     * @param kind the last part of the problem's name, and of the message keys
     * @param reference finds it in the log; empty where there is nothing to find
     */
    Object answer(HttpServletRequest request, HttpStatus status, String kind, String reference) {
        if (isApi(request)) {
            var text = messages.text(locales.resolveLocale(request), "web.problem." + kind + ".text");
            return problem(request, new ApiProblem(status, kind, text), reference);
        }
        var sent = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        var page = Pages.show("web/error", new ErrorPage(status.value(), kind, reference, sent));
        page.setStatus(status);
        return page;
    }

    Object answer(HttpServletRequest request, ApiProblem problem) {
        if (isApi(request)) {
            return problem(request, problem, "");
        }
        return answer(request, problem.status(), kindOf(problem.status()), "");
    }

    static boolean isApi(HttpServletRequest request) {
        return ShellMaker.path(request).startsWith("/api/");
    }

    private ResponseEntity<ProblemDetail> problem(HttpServletRequest request, ApiProblem problem, String reference) {
        var detail = ProblemDetail.forStatusAndDetail(problem.status(), String.valueOf(problem.getMessage()));
        detail.setType(URI.create("urn:havenward:problem:" + problem.code()));
        detail.setProperty("code", problem.code());
        var fields = new LinkedHashMap<String, String>(problem.fieldErrors());
        var form = problem.formErrors();
        if (form != null) {
            var locale = locales.resolveLocale(request);
            form.all()
                    .forEach((field, wrong) ->
                            fields.put(field, messages.text(locale, wrong.messageKey(), wrong.arguments())));
        }
        if (!fields.isEmpty()) {
            detail.setProperty(
                    "errors",
                    fields.entrySet().stream()
                            .map(entry -> Map.of("field", entry.getKey(), "detail", entry.getValue()))
                            .toList());
        }
        if (!reference.isEmpty()) {
            detail.setProperty("reference", reference);
        }
        var answer = ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            answer.header("WWW-Authenticate", "Bearer realm=\"havenward\"");
        }
        return answer.body(detail);
    }

    /** The words for a status: its own where it has some, else those for "asked wrongly" or "our fault". */
    static String kindOf(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "signed-out";
            case FORBIDDEN -> "refused";
            case NOT_FOUND, GONE -> "not-found";
            case METHOD_NOT_ALLOWED -> "method";
            case CONFLICT -> "conflict";
            case CONTENT_TOO_LARGE, URI_TOO_LONG, REQUEST_HEADER_FIELDS_TOO_LARGE -> "too-large";
            case UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE -> "media-type";
            case UNPROCESSABLE_CONTENT -> "fields";
            case TOO_MANY_REQUESTS -> "too-many";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> status.is4xxClientError() ? "unreadable" : "fault";
        };
    }
}
