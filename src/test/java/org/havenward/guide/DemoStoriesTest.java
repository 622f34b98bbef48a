package org.havenward.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The texts of the fictional district: whole, consistent with the guide, and written with care. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoStoriesTest {
    private static final List<String> FILES = List.of("waiting", "routed", "cases");
    private static final List<JsonNode> STORIES = stories();

    @Test
    void every_file_follows_its_schema() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("demo.schema.json"), InputFormat.JSON);
        for (var file : FILES) {
            assertThat(schema.validate(tree(file))).as(file).isEmpty();
        }
    }

    @Test
    void every_state_has_stories_and_no_key_comes_twice() {
        assertThat(STORIES).hasSizeGreaterThanOrEqualTo(60);
        assertThat(STORIES).extracting(story -> text(story, "key")).doesNotHaveDuplicates();
        assertThat(STORIES)
                .extracting(story -> text(story, "suits"))
                .contains(
                        "waiting",
                        "late",
                        "acknowledged",
                        "more-asked",
                        "routed",
                        "joined",
                        "suspicion",
                        "confirmed",
                        "recovery",
                        "closed",
                        "reopened");
    }

    @Test
    void every_indicator_is_one_of_the_guide_and_every_join_meets_a_case() {
        var known = new KnowledgeReader()
                .shipped().indicators().stream().map(Indicator::id).toList();
        var keys = STORIES.stream().map(story -> text(story, "key")).toList();
        for (var story : STORIES) {
            for (var indicator : story.path("indicators")) {
                assertThat(known).as(text(story, "key")).contains(indicator.asString());
            }
            if (story.has("joins")) {
                assertThat(keys).contains(text(story, "joins"));
            }
            if (text(story, "suits").equals("joined")) {
                assertThat(story.has("joins")).as(text(story, "key")).isTrue();
            }
        }
    }

    @Test
    void no_story_labels_a_child_or_records_a_status() {
        var label = Pattern.compile(
                "(?i)\\b(prostitut\\w*|promiscu\\w*|pimp\\w*|victim of|undocumented|illegal alien|lgbt\\w*|gay|immigration status)\\b");
        assertThat(STORIES)
                .allSatisfy(story -> assertThat(label.matcher(story.toString()).find())
                        .as(text(story, "key"))
                        .isFalse());
    }

    @Test
    void english_stories_read_at_eighth_grade_or_below() {
        var narratives = STORIES.stream()
                .filter(story -> text(story, "language").equals("en"))
                .map(story -> text(story, "narrative"))
                .toList();
        assertThat(ReadingLevel.ofAll(narratives)).isLessThanOrEqualTo(8.9);
    }

    private static String text(JsonNode story, String field) {
        return story.path(field).asString();
    }

    private static List<JsonNode> stories() {
        var all = new ArrayList<JsonNode>();
        FILES.forEach(file -> tree(file).path("stories").forEach(all::add));
        return all;
    }

    private static JsonNode tree(String file) {
        return new YAMLMapper().readTree(resource(file + ".yaml"));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(DemoStoriesTest.class.getResourceAsStream("/content/demo/" + name));
    }
}
