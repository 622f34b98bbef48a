package org.havenward.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.havenward.House;
import org.havenward.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every request that something answers declares what it needs; where one doesn't, the build fails here. */
class DeclarationsTest extends House {
    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    static class Forgetful {
        @GetMapping("/forgotten")
        @ResponseBody
        public String forgotten() {
            return "nobody asked who you are";
        }

        @Needs(Need.RUN_SYSTEM)
        @GetMapping("/declared")
        @ResponseBody
        public String declared() {
            return "for administrators";
        }
    }

    @Test
    void every_handler_declares_its_need_the_framework_s_own_included() {
        var handlers = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .toList();
        assertThat(handlers).hasSizeGreaterThan(60);
        assertThat(undeclared(handlers)).isEmpty();
    }

    @Test
    void the_check_finds_a_handler_that_forgot() throws NoSuchMethodException {
        var forgotten = new HandlerMethod(new Forgetful(), "forgotten");
        var declared = new HandlerMethod(new Forgetful(), "declared");
        assertThat(undeclared(List.of(forgotten, declared))).containsExactly("Forgetful.forgotten");
    }

    @Test
    void what_declares_nothing_is_not_there_for_anyone() throws NoSuchMethodException {
        var path = RequestMappingInfo.paths("/forgotten-by-its-author")
                .options(requestMappingHandlerMapping.getBuilderConfiguration())
                .build();
        requestMappingHandlerMapping.registerMapping(path, new Forgetful(), Forgetful.class.getMethod("forgotten"));
        try {
            for (var person : List.of(Person.ADMIN_KIM, Person.COORDINATOR_HALE, Person.TEACHER)) {
                assertThat(as(person).get("/forgotten-by-its-author").statusCode())
                        .isEqualTo(404);
            }
            assertThat(anyone().get("/forgotten-by-its-author").statusCode()).isEqualTo(404);
        } finally {
            requestMappingHandlerMapping.unregisterMapping(path);
        }
    }

    @Test
    void a_kind_of_work_that_is_not_theirs_is_refused() {
        assertThat(as(Person.TEACHER).get("/people").statusCode()).isEqualTo(403);
        assertThat(as(Person.TEACHER).post("/people/x/suspension", Map.of()).statusCode())
                .isEqualTo(403);
    }

    private static List<String> undeclared(List<HandlerMethod> handlers) {
        return handlers.stream()
                .filter(handler -> NeedsOf.handler(handler).isEmpty())
                .map(handler -> handler.getBeanType().getSimpleName() + "."
                        + handler.getMethod().getName())
                .toList();
    }
}
