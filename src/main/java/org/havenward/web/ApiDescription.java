package org.havenward.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /api/openapi.json} says besides what the controllers' signatures tell. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String TOKEN = "token";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class);
    }

    @Bean
    OpenAPI openApi() {
        var problem = new ObjectSchema()
                .description("What was wrong (RFC 9457). Carries no case content and no names.")
                .addProperty("type", new StringSchema().description("urn:havenward:problem: and the code"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema().description("What is wrong and how to mend it."))
                .addProperty("code", new StringSchema().description("A short word that programs can rely on."))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("detail", new StringSchema())));
        return new OpenAPI()
                .info(new Info().title("Havenward").version("1").description("""
                                A token has the rights of the person it belongs to, and no more. Lists come in pages: \
                                pass `next` of one page as `after` of the following one. Every POST carries an \
                                `Idempotency-Key`: the same key with the same content gives the same record, once. \
                                Times are RFC 3339. Errors are `application/problem+json`."""))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A token from your account page."))
                        .addSchemas("Problem", problem))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /** Each operation: what it needs, what can go wrong, and the key of its submission. */
    @Bean
    OperationCustomizer needsAndProblems() {
        return (operation, method) -> {
            var needs = method.getMethodAnnotation(Needs.class);
            if (needs != null) {
                operation.addExtension("x-havenward-need", needs.value().name());
            }
            describeKey(operation);
            var responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
            responses.addApiResponse("401", problem("Not signed in: send a token."));
            responses.addApiResponse("403", problem("This kind of work is not open to you."));
            responses.addApiResponse("404", problem("Not there, or not for you to know of."));
            responses.addApiResponse("422", problem("Some fields have to be mended; see errors."));
            operation.setResponses(responses);
            return operation;
        };
    }

    /** springdoc would list nothing but the API's own paths; this makes sure of it. */
    @Bean
    OpenApiCustomizer onlyTheApi() {
        return api -> {
            if (api.getPaths() != null) {
                api.getPaths().keySet().removeIf(path -> !path.startsWith("/api/v1/"));
            }
        };
    }

    private static void describeKey(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        for (Parameter parameter : operation.getParameters()) {
            if ("Idempotency-Key".equalsIgnoreCase(parameter.getName())) {
                parameter
                        .required(true)
                        .description(
                                "Your own key of this submission, up to 200 characters, such as a UUID. A repetition"
                                        + " gives the same record; other content under the same key is refused with 409.");
            }
        }
    }

    private static ApiResponse problem(String description) {
        var body = new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<Map<String, Object>>().$ref("#/components/schemas/Problem")));
        return new ApiResponse().description(description).content(body);
    }
}
