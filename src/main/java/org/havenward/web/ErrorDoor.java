package org.havenward.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.platform.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the server itself sends what went wrong before or after a controller. */
@Controller
class ErrorDoor implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorDoor.class);

    private final Fault fault;

    ErrorDoor(Fault fault) {
        this.fault = fault;
    }

    @RequestMapping("/error")
    @Needs(Need.NOTHING)
    Object error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND; // someone opened /error itself
        if (status == null || status.is5xxServerError()) {
            var reference = Ids.next().toString().substring(24);
            LOG.error("A request failed outside of a controller [{}]", reference, (Throwable)
                    request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
            return fault.answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "fault", reference);
        }
        // The gate refuses inside of controllers; what is refused out here is a form without its token.
        if (status == HttpStatus.FORBIDDEN) {
            return fault.answer(request, HttpStatus.FORBIDDEN, "expired", "");
        }
        return fault.answer(request, status, Fault.kindOf(status), "");
    }
}
