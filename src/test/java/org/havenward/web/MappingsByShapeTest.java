package org.havenward.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.havenward.House;
import org.havenward.web.MappingsByShape.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class MappingsByShapeTest extends House {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping ours;

    @Autowired
    private ApplicationContext context;

    @Test
    void what_answers_is_what_the_frame_alone_would_find() {
        assertThat(ours).isInstanceOf(MappingsByShape.class);
        var plain = new RequestMappingHandlerMapping();
        plain.setApplicationContext(context);
        plain.setPatternParser(ours.getPatternParser());
        ours.getHandlerMethods()
                .forEach((mapping, handler) -> plain.registerMapping(mapping, handler.getBean(), handler.getMethod()));
        var found = new LinkedHashSet<String>();
        for (var path : paths()) {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
                var expected = answer(plain, method, path);
                assertThat(answer(ours, method, path)).as(method + " " + path).isEqualTo(expected);
                found.add(expected);
            }
        }
        assertThat(found).hasSizeGreaterThan(300);
    }

    private Set<String> paths() {
        var all = new LinkedHashSet<String>();
        for (var mapping : ours.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                var path = pattern.replaceAll("\\{\\*?[^}]*}", "0190b5f0-0000-7000-8000-000000000001");
                all.addAll(List.of(path, path + "/", path + "/more", path + ";a=b", "/" + path, path.toUpperCase()));
                if (path.length() > 1) {
                    all.add("/%" + Integer.toHexString(path.charAt(1)) + path.substring(2));
                }
            }
        }
        return all;
    }

    private static String answer(RequestMappingHandlerMapping mapping, String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = mapping.getHandler(request);
            return chain == null ? "nothing" : ((HandlerMethod) chain.getHandler()).toString();
        } catch (Exception refused) {
            return refused.getClass().getName();
        }
    }

    @Test
    void a_mapping_of_another_shape_is_not_tried() {
        var shapes = new ArrayList<Shape>();
        for (var pattern : List.of("/cases/{id}", "/cases/{id}/tasks", "/tell/{code}")) {
            shapes.add(Shape.ofPattern(pattern));
        }
        var path = PathContainer.parsePath("/cases/1");
        assertThat(shapes).filteredOn(shape -> shape.isOf(path)).containsExactly(new Shape("cases", 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/{any}", "/a/**", "/a/{*rest}", "/a*", "/a?/b", "/{x:[a-z]+}/b", "/a/{x:b/c}"})
    void what_has_no_one_shape_is_always_tried(String pattern) {
        assertThat(Shape.ofPattern(pattern)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/t%65ll/abc,true",
        "/tell;x=1/abc,true",
        "/tell/abc/,false",
        "//tell/abc,false",
        "/Tell/abc,false",
        "/,false"
    })
    void the_first_part_is_compared_as_the_frame_does(String path, boolean same) {
        var shape = new Shape("tell", 4);
        assertThat(shape.isOf(PathContainer.parsePath(path))).isEqualTo(same);
    }
}
