package org.havenward.protocol.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.havenward.access.Viewer;
import org.havenward.platform.Ids;
import org.havenward.protocol.OpenedVersion;
import org.havenward.protocol.ProtocolDesk;
import org.havenward.protocol.ProtocolVersionId;
import org.havenward.protocol.VersionVerb;
import org.havenward.web.FilterLink;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What the pages of a version share. */
@Component
class VersionPages {
    private static final int LONGEST_KEY = 200;

    private final ProtocolDesk desk;
    private final Messages messages;

    VersionPages(ProtocolDesk desk, Messages messages) {
        this.desk = desk;
        this.messages = messages;
    }

    /** The pages that a version has, each with the message key of its name. */
    enum Tab {
        OVERVIEW(""),
        PICTURE("/picture"),
        CHECK("/check"),
        DRY_RUN("/dry-run"),
        EDIT("/edit"),
        TEXT("/text");

        private final String path;

        Tab(String path) {
            this.path = path;
        }

        String key() {
            return "protocol.tab." + name().toLowerCase(Locale.ROOT);
        }
    }

    OpenedVersion open(Viewer viewer, UUID id) {
        return desk.open(viewer, new ProtocolVersionId(id));
    }

    VersionHead head(OpenedVersion version, Tab here, Locale locale) {
        var editable = version.may().contains(VersionVerb.EDIT);
        var readable = version.protocol() != null;
        return new VersionHead(
                version.id().value(),
                version.edition(),
                label(version.number(), locale),
                version.status(),
                version.inForce(),
                readable,
                editable,
                tabs(version, here, readable, editable, locale));
    }

    String label(int number, Locale locale) {
        return number == 0
                ? messages.text(locale, "protocol.shipped")
                : messages.text(locale, "protocol.version", String.valueOf(number));
    }

    private List<FilterLink> tabs(OpenedVersion version, Tab here, boolean readable, boolean editable, Locale locale) {
        var tabs = new ArrayList<FilterLink>();
        for (var tab : Tab.values()) {
            var shown = switch (tab) {
                case OVERVIEW, TEXT -> true;
                case PICTURE, CHECK, DRY_RUN -> readable;
                case EDIT -> readable && editable;
            };
            if (shown) {
                tabs.add(new FilterLink(
                        messages.text(locale, tab.key()),
                        "/protocols/" + version.id().value() + tab.path,
                        null,
                        tab == here));
            }
        }
        return tabs;
    }

    /** A submission's key as it came; a new one where it is none. */
    static String key(@Nullable String once) {
        return once == null || once.isBlank() || once.length() > LONGEST_KEY
                ? Ids.next().toString()
                : once;
    }

    /** The edition that a form was made from; none that there is, where it says none. */
    static int edition(String typed) {
        return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : -1;
    }

    static ModelAndView to(String path) {
        var redirect = new RedirectView(path, true, false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
