package org.havenward.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havenward.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

class UserCommandTest extends House {
    private static final Pattern PASSWORD = Pattern.compile("One-time password:\\s+(\\S+)");

    @Autowired
    private UserCommand command;

    private record Said(int code, String out, String err) {}

    @Test
    void on_an_empty_database_it_makes_the_district_and_its_first_administrator_who_then_signs_in() {
        var district = "Fresh " + UUID.randomUUID();
        var email = "root@" + UUID.randomUUID() + ".example";
        var added = run(
                "add",
                "--district",
                district,
                "--email",
                email,
                "--name",
                "Joon Kim",
                "--role",
                "system-administrator");
        assertThat(added.code()).as(added.err()).isZero();
        var password = PASSWORD.matcher(added.out());
        assertThat(password.find()).isTrue();

        var browser = anyone();
        assertThat(browser.post("/sign-in", Map.of("email", email, "password", password.group(1)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/sign-in/next").headers().firstValue("Location"))
                .contains("/sign-in/new-password");

        assertThat(run("list", "--district", district).out()).contains(email, "system administrator", "1 accounts.");
        var last = run("suspend", "--district", district, "--email", email);
        assertThat(last.code()).isEqualTo(1);
        assertThat(last.err()).contains("last administrator");
        var reset = run("reset", "--district", district, "--email", email, "--second-factor");
        assertThat(reset.code()).isZero();
        assertThat(browser.get("/account").headers().firstValue("Location").orElse(""))
                .startsWith("/sign-in?");
    }

    @Test
    void it_says_what_it_cannot_do() {
        assertThat(run("list", "--district", "Nowhere at all").err()).contains("no such district");
        var district = "Fresh " + UUID.randomUUID();
        var wrong = run("add", "--district", district, "--email", "no-address", "--name", "A B");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("email not well formed");
        var role = run("add", "--district", district, "--email", "a@b.example", "--name", "A B", "--role", "king");
        assertThat(role.err()).contains("no role", "designated-counselor");
        var school = run(
                "add",
                "--district",
                district,
                "--email",
                "a@b.example",
                "--name",
                "A B",
                "--role",
                "designated-counselor");
        assertThat(school.err()).contains("needs school");
        assertThat(run("list", "--district", district).out()).contains("0 accounts.");
    }

    private Said run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }
}
