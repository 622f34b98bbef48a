package org.havenward.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havenward.access.NoTrace;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * What a reader chose for the pages: their language ({@code ?lang=es}) and light or dark ({@code ?theme=dark}). Works on
 * every page, without sign-in and without JavaScript; remembered in a cookie that holds the choice and nothing else.
 */
@Component("localeResolver")
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class Choices extends OncePerRequestFilter implements LocaleResolver {
    private static final String LANGUAGE_COOKIE = "hw_lang";
    private static final String THEME_COOKIE = "hw_theme";
    private static final List<String> THEMES = List.of("auto", "light", "dark");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        remember(request, response, "lang", LANGUAGE_COOKIE, Messages.LANGUAGES);
        remember(request, response, "theme", THEME_COOKIE, THEMES);
        chain.doFilter(request, response);
    }

    /** Pages that leave no trace have their own choice of language, and set no cookie. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return NoTrace.isAskedOf(request);
    }

    private static void remember(
            HttpServletRequest request,
            HttpServletResponse response,
            String parameter,
            String cookie,
            List<String> known) {
        asked(request, parameter, known)
                .ifPresent(choice -> response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(cookie, choice)
                                .path("/")
                                .httpOnly(true)
                                .secure(request.isSecure())
                                .sameSite("Lax")
                                .maxAge(Duration.ofDays(365))
                                .build()
                                .toString()));
    }

    /** The page's language: what this request asks for, then the cookie, the account, the browser, English. */
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        var language = asked(request, "lang", Messages.LANGUAGES)
                .or(() -> cookie(request, LANGUAGE_COOKIE, Messages.LANGUAGES))
                .or(() -> Optional.ofNullable(ShellMaker.viewer(request))
                        .map(viewer -> viewer.language().getLanguage())
                        .filter(Messages.LANGUAGES::contains))
                .or(() -> browser(request))
                .orElse("en");
        return Locale.of(language, "US");
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("Languages are chosen by ?lang=");
    }

    static String theme(HttpServletRequest request) {
        return asked(request, "theme", THEMES)
                .or(() -> cookie(request, THEME_COOKIE, THEMES))
                .orElse("auto");
    }

    private static Optional<String> asked(HttpServletRequest request, String parameter, List<String> known) {
        var query = request.getQueryString();
        if (query == null || !request.getMethod().equals("GET")) {
            return Optional.empty();
        }
        return Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith(parameter + "="))
                .map(part -> part.substring(parameter.length() + 1))
                .filter(known::contains)
                .findFirst();
    }

    private static Optional<String> cookie(HttpServletRequest request, String name, List<String> known) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .filter(known::contains)
                .findFirst();
    }

    private static Optional<String> browser(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null || header.length() > 200) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .map(range -> range.getRange().split("-", 2)[0])
                    .filter(Messages.LANGUAGES::contains)
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
