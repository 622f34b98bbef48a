package org.havenward.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.havenward.platform.DistrictScope;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks, by bearer token (for the API) or session cookie, and binds the request to their district. A request
 * with a bearer token never falls back on a cookie.
 */
class WhoAsksFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;

    WhoAsksFilter(Sessions sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/") || NoTrace.isAskedOf(request);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var asker = WhoAsks.asker(request).or(() -> find(request));
        if (asker.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var found = asker.get();
        WhoAsks.remember(request, found);
        if (found.open()) {
            SecurityContextHolder.setContext(new SecurityContextImpl(
                    UsernamePasswordAuthenticationToken.authenticated(found.viewer(), null, List.of())));
        }
        inDistrict(found, request, response, chain);
    }

    private Optional<WhoAsks.Asker> find(HttpServletRequest request) {
        if (usesBearer(request)) {
            var token = request.getHeader(HttpHeaders.AUTHORIZATION)
                    .substring(BEARER.length())
                    .strip();
            return tokens.find(token).map(viewer -> new WhoAsks.Asker(viewer, null, true, true));
        }
        return AccessCookies.session(request)
                .flatMap(sessions::find)
                .map(found -> new WhoAsks.Asker(
                        found.viewer(), found.id(), found.open(), found.stage() == Sessions.Stage.FULL));
    }

    /** Only for the API: pages are for browsers. */
    static boolean usesBearer(HttpServletRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && request.getRequestURI().startsWith("/api/");
    }

    private static void inDistrict(
            WhoAsks.Asker asker, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            DistrictScope.run(asker.viewer().district(), () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new Wrapped(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Wrapped e) {
            throw e.inner;
        }
    }

    private static final class Wrapped extends RuntimeException {
        private final transient ServletException inner;

        private Wrapped(ServletException inner) {
            super(inner);
            this.inner = inner;
        }
    }
}
