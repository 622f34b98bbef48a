package org.havenward.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.havenward.House;
import org.havenward.journey.Browser;
import org.junit.jupiter.api.Test;

class GalleryTest extends House {
    @Test
    void every_component_is_good_to_look_at_and_to_hear() {
        try (var someone = Browser.at(url(""))) {
            someone.open("/gallery").look("gallery");
            someone.open("/gallery?errors=yes").look("gallery-errors");
            someone.open("/no-such-page").look("error-not-found");
            someone.open("/calendar").look("hidden");
        }
    }

    @Test
    void the_page_can_be_walked_by_keyboard_and_always_shows_where_one_is() {
        try (var someone = Browser.at(url(""))) {
            var steps = someone.open("/gallery").walk(80);
            assertThat(steps.getFirst()).contains("Skip to");
            assertThat(steps).noneMatch(step -> step.startsWith("UNSEEN"));
            assertThat(steps).anyMatch(step -> step.contains("Send to Ms. Ortiz"));
        }
    }

    @Test
    void escape_twice_and_the_button_hide_the_page() {
        try (var someone = Browser.at(url(""))) {
            someone.open("/gallery");
            someone.page().keyboard().press("Escape");
            someone.page().keyboard().press("Escape");
            someone.page().waitForURL("**/calendar");
            assertThat(someone.page().content()).doesNotContain("Havenward");
            someone.open("/gallery").page().locator(".hw-hide").click();
            someone.page().waitForURL("**/calendar");
        }
    }

    @Test
    void without_scripts_the_menu_opens_and_the_page_hides() {
        try (var someone = Browser.withoutScripts(url(""))) {
            someone.width(Browser.PHONE).open("/gallery");
            someone.page().locator(".hw-menu--phone > summary").click();
            assertThat(someone.page()
                            .locator(".hw-menu--phone .hw-menu__sheet")
                            .first()
                            .isVisible())
                    .isTrue();
            someone.page().locator(".hw-hide").click();
            assertThat(someone.path()).isEqualTo("/calendar");
        }
    }

    @Test
    void the_keys_j_and_k_move_through_a_queue() {
        try (var someone = Browser.at(url(""))) {
            someone.open("/gallery").page().keyboard().press("j");
            assertThat(someone.page().evaluate("document.activeElement.innerText"))
                    .isEqualTo("Maya R.");
            someone.page().keyboard().press("j");
            assertThat(someone.page().evaluate("document.activeElement.innerText"))
                    .isEqualTo("Name not known");
            someone.page().keyboard().press("k");
            assertThat(someone.page().evaluate("document.activeElement.innerText"))
                    .isEqualTo("Maya R.");
        }
    }

    @Test
    void language_and_look_are_chosen_by_links_and_stay() {
        try (var someone = Browser.withoutScripts(url(""))) {
            someone.open("/gallery")
                    .page()
                    .locator(".hw-top__choices a[lang=es]")
                    .click();
            assertThat(someone.page().locator("html").getAttribute("lang")).isEqualTo("es");
            someone.open("/gallery")
                    .page()
                    .locator(".hw-top__choices .hw-tool--dark")
                    .click();
            someone.open("/gallery");
            assertThat(someone.page().locator("html").getAttribute("data-theme"))
                    .isEqualTo("dark");
            assertThat(someone.page().locator("html").getAttribute("lang")).isEqualTo("es");
        }
    }
}
