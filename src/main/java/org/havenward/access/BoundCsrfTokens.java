package org.havenward.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * A form's token is a hash of the session's secret (before sign-in: of a visit cookie's), which scripts can't read and
 * other sites can't set. Nothing is stored; a new session has a new token.
 */
class BoundCsrfTokens implements CsrfTokenRepository {
    private static final String FRESH = BoundCsrfTokens.class.getName();

    private final Secrets secrets;

    BoundCsrfTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var visit = secrets.token();
        request.setAttribute(FRESH, visit);
        return token(visit);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(FRESH) instanceof String visit) {
            AccessCookies.keepVisit(request, response, visit);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var session = WhoAsks.session(request).isPresent() ? AccessCookies.session(request) : Optional.<String>empty();
        return session.or(() -> AccessCookies.visit(request))
                .map(BoundCsrfTokens::token)
                .orElse(null);
    }

    private static CsrfToken token(String secret) {
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash("form:" + secret));
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", value);
    }
}
