package org.havenward.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The pages on which students and families tell something (safety rule 9): no session is looked up or begun for them, no
 * cookie is set, and nobody is recognized. Their forms change nothing in anyone's name, so they need no form token.
 */
public final class NoTrace {
    private NoTrace() {}

    public static boolean isAskedOf(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/tell") || path.startsWith("/tell/") || path.startsWith("/t/");
    }
}
