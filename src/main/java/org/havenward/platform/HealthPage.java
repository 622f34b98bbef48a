package org.havenward.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health}: 200 where all is well, 503 and the parts that are not. It comes before sign-in, sessions, and the
 * gate, all of which need the database, so that it answers when they cannot; it names parts and nothing else.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class HealthPage extends OncePerRequestFilter {
    private static final long KEPT = 1_000_000_000L;

    private final Wellbeing wellbeing;
    private final JsonMapper json;
    private Answer last = new Answer(503, new byte[0], System.nanoTime() - KEPT);

    private record Answer(int status, byte[] body, long at) {}

    HealthPage(Wellbeing wellbeing, JsonMapper json) {
        this.wellbeing = wellbeing;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getRequestURI().equals(request.getContextPath() + "/health")) {
            chain.doFilter(request, response);
            return;
        }
        if (!List.of("GET", "HEAD").contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        var answer = answer();
        response.setStatus(answer.status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setContentLength(answer.body.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(answer.body);
        }
    }

    /** Asked at most once a second, whoever and however many ask. */
    private synchronized Answer answer() {
        if (System.nanoTime() - last.at < KEPT) {
            return last;
        }
        var parts = wellbeing.ask();
        var well = parts.values().stream().allMatch(HealthCheck.Health::well);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", well ? "well" : "unwell");
        body.put("parts", parts);
        last = new Answer(well ? 200 : 503, json.writeValueAsBytes(body), System.nanoTime());
        return last;
    }
}
