package org.havenward.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.havenward.access.NoTrace;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No request is larger than a form or a narrative needs (files are limited where they are taken), and no field holds what a
 * text cannot: null characters are dropped, halves of characters replaced.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RequestLimits extends OncePerRequestFilter {
    static final int MOST_BYTES = 1024 * 1024;
    private static final Set<String> TAKE_FILES = Set.of("/roster", "/api/v1/roster-imports");
    private static final int LONGEST_QUERY = 4096;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        if (query != null && query.length() > LONGEST_QUERY) {
            response.sendError(HttpStatus.URI_TOO_LONG.value());
            return;
        }
        if (isUpload(request)) {
            if (NoTrace.isAskedOf(request)) { // a file would be kept on disk while it is read
                response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
                return;
            }
            var files = TAKE_FILES.contains(request.getRequestURI());
            var size = request.getContentLengthLong();
            if (!files && (size < 0 || size > MOST_BYTES)) {
                response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
                return;
            }
            if (files && !saysWhoAsks(request)) {
                response.sendError(HttpStatus.UNAUTHORIZED.value());
                return;
            }
            chain.doFilter(new WholeFields(request), response);
            return;
        }
        if (request.getContentLengthLong() > MOST_BYTES) {
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
            return;
        }
        try {
            request.getParameterNames();
        } catch (InvalidParameterException unreadable) {
            response.sendError(unreadable.getErrorCode());
            return;
        }
        chain.doFilter(new LimitedBody(request), response);
    }

    /** Whether it carries a session or a token; whose, and what it opens, is asked later, but a stranger's file is never kept. */
    private static boolean saysWhoAsks(HttpServletRequest request) {
        var cookies = request.getCookies();
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || cookies != null
                        && Arrays.stream(cookies)
                                .anyMatch(cookie -> cookie.getName().endsWith("hw_session"));
    }

    private static boolean isUpload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /** Parameters without what a text cannot hold. */
    private static class WholeFields extends HttpServletRequestWrapper {
        WholeFields(HttpServletRequest request) {
            super(request);
        }

        /** Who names more languages than Tomcat counts is answered all the same. */
        @Override
        public Locale getLocale() {
            try {
                return super.getLocale();
            } catch (IllegalArgumentException tooMany) {
                return Locale.US;
            }
        }

        @Override
        public Enumeration<Locale> getLocales() {
            try {
                return super.getLocales();
            } catch (IllegalArgumentException tooMany) {
                return Collections.enumeration(List.of(Locale.US));
            }
        }

        @Override
        public @Nullable String getParameter(String name) {
            return Wholesome.text(super.getParameter(name));
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return whole(super.getParameterValues(name));
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var whole = new LinkedHashMap<String, String[]>();
            super.getParameterMap().forEach((name, values) -> {
                var cleaned = whole(values);
                if (cleaned != null) {
                    whole.put(name, cleaned);
                }
            });
            return whole;
        }

        private static String @Nullable [] whole(String @Nullable [] values) {
            return values == null
                    ? null
                    : Arrays.stream(values).map(Wholesome::text).toArray(String[]::new);
        }
    }

    /** A body that ends with "too large" where it says nothing of its length and goes on too long. */
    private static final class LimitedBody extends WholeFields {
        private @Nullable ServletInputStream limited;

        LimitedBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (limited == null) {
                limited = new LimitedStream(super.getInputStream());
            }
            return limited;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream body;
        private long read;

        LimitedStream(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var got = body.read(buffer, offset, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int more) throws TooLargeException {
            read += more;
            if (read > MOST_BYTES) {
                throw new TooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }

    /** More than a request may hold. */
    static final class TooLargeException extends IOException {
        TooLargeException() {
            super("The request is larger than " + MOST_BYTES + " bytes");
        }
    }
}
