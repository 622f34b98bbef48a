package org.havenward.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.TEACHER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.havenward.House;
import org.havenward.Person;
import org.junit.jupiter.api.Test;

/** Rosters by the API: checked first, brought in when confirmed. */
class RosterUploadTest extends House {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"([A-Z_]+)\"");

    @Test
    void what_is_confirmed_comes_in_and_a_preview_that_another_overtook_is_made_anew() throws Exception {
        var first = id(upload(ADMIN_KIM, zip("Wren", "04"), UUID.randomUUID().toString()));
        var second = id(upload(ADMIN_KIM, zip("Wrenna", "05"), UUID.randomUUID().toString()));
        assertThat(settled(first)).isEqualTo("READY");
        assertThat(settled(second)).isEqualTo("READY");
        assertThat(students("Wren")).as("nothing is changed by checking").doesNotContain("Wren Ibarra");
        confirm(first);
        assertThat(settled(first)).isEqualTo("DONE");
        assertThat(students("Wren")).contains("Wren Ibarra");
        confirm(second);
        assertThat(settled(second)).as("shown again first").isEqualTo("READY");
        assertThat(as(ADMIN_KIM).get("/roster/" + second).body()).contains("Another export was brought in after");
        assertThat(students("Wren")).contains("Wren Ibarra");
        confirm(second);
        assertThat(settled(second)).isEqualTo("DONE");
        confirm(second);
        assertThat(settled(second)).isEqualTo("DONE");
        assertThat(students("Wrenna")).contains("Wrenna Ibarra");
    }

    @Test
    void the_same_submission_again_is_the_same_roster() throws Exception {
        var key = UUID.randomUUID().toString();
        var zip = zip("Noe", "03");
        var once = id(upload(ADMIN_KIM, zip, key));
        assertThat(id(upload(ADMIN_KIM, zip, key))).isEqualTo(once);
        assertThat(upload(ADMIN_KIM, zip("Noel", "03"), key).statusCode()).isEqualTo(409);
        settled(once);
    }

    @Test
    void what_is_no_zip_is_refused_and_says_so() throws Exception {
        var id = id(upload(ADMIN_KIM, "no zip at all".getBytes(StandardCharsets.UTF_8), "k" + UUID.randomUUID()));
        assertThat(settled(id)).isEqualTo("REFUSED");
        assertThat(as(ADMIN_KIM).get("/roster/" + id).body()).contains("This is not a zip, or it is damaged.");
        assertThat(as(ADMIN_KIM).get("/roster/" + id + "/problems.csv").body()).contains("This is not a zip");
    }

    @Test
    void a_bad_row_is_named_and_nothing_changes() throws Exception {
        var id = id(upload(ADMIN_KIM, zip("Quill", "99"), "k" + UUID.randomUUID()));
        assertThat(settled(id)).isEqualTo("REFUSED");
        assertThat(as(ADMIN_KIM).get("/roster/" + id).body())
                .contains("users.csv", "grades", "This is not a grade that we know.");
        assertThat(students("Quill")).doesNotContain("Quill Ibarra");
    }

    @Test
    void only_who_runs_the_system_may() throws Exception {
        assertThat(upload(TEACHER, zip("Wren", "04"), "k" + UUID.randomUUID()).statusCode())
                .isEqualTo(403);
    }

    private String students(String name) {
        return as(Person.COORDINATOR_HALE).get("/students?q=" + name).body();
    }

    private void confirm(UUID id) {
        assertThat(program(ADMIN_KIM)
                        .postJson("/api/v1/roster-imports/" + id + "/confirmation", "{}")
                        .statusCode())
                .isEqualTo(202);
    }

    private String settled(UUID id) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < until) {
            var body = program(ADMIN_KIM).get("/api/v1/roster-imports/" + id).body();
            var status = STATUS.matcher(body);
            assertThat(status.find()).as(body).isTrue();
            if (!status.group(1).matches("WAITING.*|CHECKING|APPLYING")) {
                return status.group(1);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("It takes too long");
    }

    private static UUID id(HttpResponse<String> answer) {
        var id = ID.matcher(answer.body());
        assertThat(id.find()).as(answer.statusCode() + " " + answer.body()).isTrue();
        return UUID.fromString(id.group(1));
    }

    private HttpResponse<String> upload(Person person, byte[] zip, String key)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        body.write("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"roster.zip\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.write(zip);
        body.write("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url("/api/v1/roster-imports")))
                        .header("Authorization", "Bearer " + token(person))
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] zip(String given, String grade) throws IOException {
        var files = new LinkedHashMap<String, String>();
        files.put(
                "orgs.csv",
                "sourcedId,status,dateLastModified,name,type\nd,,,Dry Wells,district\ns,,,Cholla School,school\n");
        files.put(
                "users.csv",
                "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,grades\nu,,,true,u,"
                        + given + ",Ibarra," + grade + "\n");
        files.put(
                "roles.csv",
                "sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId\nr,,,u,primary,student,s\n");
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
