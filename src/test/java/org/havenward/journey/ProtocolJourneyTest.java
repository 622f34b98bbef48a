package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.NURSE_BELL;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.havenward.House;
import org.havenward.access.Accounts;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.protocol.ProtocolVersionId;
import org.havenward.protocol.ProtocolVersions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A coordinator changes the protocol, checks it, and tries it out; another approves it; it is published. */
class ProtocolJourneyTest extends House {
    @Autowired
    Accounts accounts;

    @Autowired
    ProtocolVersions versions;

    @Test
    void a_new_version_goes_from_a_copy_to_being_in_force_through_two_people() throws IOException {
        town().in(() -> {
            accounts.give(null, town().staff(NURSE_BELL), new RoleAt(Role.DISTRICT_COORDINATOR, null), null, null);
            return true;
        });
        try (var writer = Browser.at(url(""))
                        .patient()
                        .session(as(COORDINATOR_HALE).cookie("hw_session"));
                var reader =
                        Browser.at(url("")).patient().session(as(NURSE_BELL).cookie("hw_session"))) {
            var shipped = "/protocols/" + ProtocolVersionId.SHIPPED.value();
            writer.open(shipped + "/picture").see("protocol-picture-shipped");
            writer.open("/protocols").see("protocols");
            turn(writer, "form[action$='/copy'] button");
            assertThat(writer.page().locator(".hw-alert--success").innerText()).contains("The draft is yours");
            var draft = writer.path().replace("?done=create", "");

            // The file first: a short protocol of one's own.
            writer.open(draft + "/text");
            writer.page().fill("#text", Files.readString(Path.of("src/test/protocols/sound-branches.yaml")));
            turn(writer, "form[action$='/text'] button");
            writer.width(Browser.PHONE).see("protocol-text");

            // Then the forms: a step more, which hangs on an answer.
            writer.width(Browser.DESK).open(draft + "/edit").look("protocol-edit");
            turn(writer, "a[href*='kind=step']");
            writer.page().fill("#titleEn", "Tell the night desk");
            writer.page().fill("#titleEs", "Avise a la guardia");
            turn(writer, "form[action$='/items/new'] > button");
            turn(writer, "li#tell-the-night-desk a");
            writer.look("protocol-item");
            writer.page().fill("#dueCount", "x");
            writer.page().selectOption("#dueFrom", "case-opened");
            turn(writer, "form[action$='/items/tell-the-night-desk'] > button");
            assertThat(writer.page().locator("#dueCount-error").isVisible()).isTrue();
            writer.page().fill("#dueCount", "2");
            turn(writer, "form[action$='/items/tell-the-night-desk'] > button");
            turn(writer, "button[value='up:tell-the-night-desk']");

            writer.width(Browser.PHONE).open(draft + "/picture").see("protocol-picture");
            writer.scheme(ColorScheme.DARK).open(draft + "/check").see("protocol-check");
            writer.scheme(ColorScheme.LIGHT).width(Browser.DESK).open(draft + "/dry-run");
            writer.page().fill("#age", "16");
            turn(writer, "form[action$='/dry-run'] button");
            assertThat(writer.page().locator("main").innerText()).contains("Tell the night desk", "To do now");
            writer.look("protocol-dry-run");

            writer.open(draft);
            turn(writer, "button[value='SUBMIT']");
            assertThat(writer.page().locator("main").innerText()).contains("Another coordinator reads it");
            assertThat(writer.page().locator("button[value='APPROVE']").count()).isZero();

            reader.open(draft).look("protocol-version");
            turn(reader, "button[value='APPROVE']");
            turn(reader, "button[value='PUBLISH']");
            assertThat(reader.page().locator("main").innerText()).contains("New cases follow it", "approved it");
            assertThat(town().in(versions::inForce).protocol().item("tell-the-night-desk"))
                    .isPresent();
            assertThat(writer.findings()).isEmpty();
            assertThat(reader.findings()).isEmpty();
        }
    }

    private static void turn(Browser browser, String button) {
        Locator found = browser.page().locator(button);
        Browser.turn(found);
    }
}
