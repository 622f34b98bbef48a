package org.havenward.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The address that people use. Links that leave the application are built from this setting ({@code HAVENWARD_URL}), never
 * from a request, whose {@code Host} header anyone can choose.
 */
@Component
public class SiteAddress {
    private final String start;

    public SiteAddress(@Value("${havenward.url:http://localhost:${server.port:8080}}") String start) {
        this.start = start.strip().replaceFirst("/+$", "");
    }

    /** @param path begins with a slash */
    public String of(String path) {
        return start + path;
    }
}
