package org.havenward.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Holds every request against what its handler declares. What declares nothing is not there. */
class NeedsInterceptor implements HandlerInterceptor {
    private final Gate gate;

    NeedsInterceptor(Gate gate) {
        this.gate = gate;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof ResourceHttpRequestHandler) {
            return true;
        }
        if (!(handler instanceof HandlerMethod method)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var need = NeedsOf.handler(method).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (need == Need.NOTHING) {
            return true;
        }
        var viewer = WhoAsks.viewer(request);
        if (viewer.isEmpty()) {
            askToSignIn(request, response);
            return false;
        }
        switch (gate.decide(viewer.get(), need)) {
            case Decision.Allowed allowed -> {
                return true;
            }
            case Decision.Refused refused -> {
                if (refused.reason() == Decision.Reason.SECOND_FACTOR_MISSING && isPage(request)) {
                    response.setStatus(HttpStatus.SEE_OTHER.value());
                    response.setHeader(HttpHeaders.LOCATION, "/account/second-factor");
                    return false;
                }
                throw new RefusedException(refused.reason());
            }
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && !request.getRequestURI().startsWith("/api/")
                && request.getHeader("HX-Request") == null;
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) {
        if (request.getRequestURI().startsWith("/api/")) {
            throw new RefusedException(Decision.Reason.NOT_SIGNED_IN);
        }
        // htmx follows this header to a whole page instead of putting the sign-in form into a fragment.
        var halfWay = WhoAsks.asker(request);
        var target = halfWay.isPresent() ? "/sign-in/next" : "/sign-in" + after(request);
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", target);
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, target);
    }

    /** Where to go on after the sign-in: only a page that was asked for, and only its path. */
    private static String after(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getMethod().equals("GET") && !path.equals("/")
                ? "?after=" + URLEncoder.encode(path, StandardCharsets.UTF_8)
                : "";
    }
}
