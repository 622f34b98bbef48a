package org.havenward.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Where the built styles, scripts, and pictures lie: each under a name with the hash of its content. */
@Component
public class Assets {
    private final Properties names = new Properties();

    Assets() {
        var list = new ClassPathResource("static/assets/assets.properties");
        if (!list.exists()) {
            return;
        }
        try (var stream = list.getInputStream()) {
            names.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The list of assets cannot be read", unreadable);
        }
    }

    /** Where a file of our own lies now. */
    public String path(String name) {
        return "/assets/" + names.getProperty(name, name);
    }
}
