package org.havenward.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookies of this house: the session, the browser that was seen before, and the visit of who has not signed in yet.
 * All are unreadable to scripts and never sent from other sites; over https they bear the {@code __Host-} prefix.
 */
public final class AccessCookies {
    private static final String SESSION = "hw_session";
    private static final String DEVICE = "hw_device";
    private static final String VISIT = "hw_visit";
    private static final int LONGEST = 128;

    private AccessCookies() {}

    public static Optional<String> session(HttpServletRequest request) {
        return read(request, SESSION);
    }

    public static void keepSession(HttpServletRequest request, HttpServletResponse response, String token) {
        write(request, response, SESSION, token, Duration.ofSeconds(-1));
    }

    public static void forgetSession(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, SESSION, "", Duration.ZERO);
    }

    public static Optional<String> device(HttpServletRequest request) {
        return read(request, DEVICE);
    }

    public static void keepDevice(HttpServletRequest request, HttpServletResponse response, String device) {
        write(request, response, DEVICE, device, Duration.ofDays(400));
    }

    static Optional<String> visit(HttpServletRequest request) {
        return read(request, VISIT);
    }

    static void keepVisit(HttpServletRequest request, HttpServletResponse response, String visit) {
        write(request, response, VISIT, visit, Duration.ofSeconds(-1));
    }

    private static Optional<String> read(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var full = fullName(request, name);
        for (Cookie cookie : cookies) {
            var value = cookie.getValue();
            if (cookie.getName().equals(full) && !value.isEmpty() && value.length() <= LONGEST) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration age) {
        var cookie = ResponseCookie.from(fullName(request, name), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String fullName(HttpServletRequest request, String name) {
        return request.isSecure() ? "__Host-" + name : name;
    }
}
