package org.havenward.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.havenward.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every link that a template or the navigation names leads to a page that there is. */
class LinksTest extends House {
    private static final Pattern LINK = Pattern.compile("(?:href|action)(?:=| = )\"(/[a-z/-]*)(?:[?#\"])(?!\\s*\\+)");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Autowired
    private java.util.List<NavItem> navigation;

    @Test
    void every_link_of_a_template_leads_somewhere() throws IOException {
        var astray = new TreeMap<String, String>();
        try (var files = Files.walk(Path.of("src/main/jte"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".jte") && !path.endsWith("gallery.jte"))
                    .toList()) {
                var template = Files.readString(file).replaceAll("(?s)<%--.*?--%>", "");
                LINK.matcher(template)
                        .results()
                        .map(found -> found.group(1))
                        .filter(path -> !leads(path))
                        .forEach(path -> astray.put(path, file.toString()));
            }
        }
        assertThat(astray).isEmpty();
    }

    @Test
    void every_item_of_the_navigation_leads_somewhere() {
        assertThat(navigation).allMatch(item -> leads(item.path()));
    }

    private boolean leads(String path) {
        return handlers.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPathPatternsCondition() == null
                        ? java.util.stream.Stream.empty()
                        : mapping.getPathPatternsCondition().getPatterns().stream())
                .anyMatch(pattern -> pattern.matches(PathContainer.parsePath(path)));
    }
}
