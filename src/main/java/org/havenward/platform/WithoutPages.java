package org.havenward.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out the pages and the API: a command needs the rooms, not what the web shows of them. */
final class WithoutPages implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("withoutPages", new PagesFilter());
    }

    private static final class PagesFilter extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            var annotations = reader.getAnnotationMetadata();
            return annotations.hasAnnotation("org.springframework.stereotype.Controller")
                    || annotations.hasMetaAnnotation("org.springframework.stereotype.Controller")
                    || annotations.hasAnnotation("org.springframework.web.bind.annotation.ControllerAdvice")
                    || annotations.hasMetaAnnotation("org.springframework.web.bind.annotation.ControllerAdvice");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PagesFilter;
        }

        @Override
        public int hashCode() {
            return PagesFilter.class.hashCode();
        }
    }
}
