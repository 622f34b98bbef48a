package org.havenward.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** The API's texts, cleaned as those of forms are; ids come as text, never as numbers. */
@Configuration(proxyBeanMethods = false)
class WholesomeJson {
    @Bean
    JsonMapperBuilderCustomizer wholesomeTexts() {
        return builder -> builder.addModule(new SimpleModule("wholesome").addDeserializer(String.class, new Text()));
    }

    static final class Text extends StdDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            return parser.currentToken().isScalarValue()
                    ? Wholesome.text(parser.getValueAsString())
                    : (String) context.handleUnexpectedToken(String.class, parser);
        }
    }
}
