package org.havenward.notice.web;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.notice.Notices;
import org.havenward.notice.Preference;
import org.havenward.platform.Ids;
import org.havenward.web.FilterLink;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

@Controller
class InboxController {
    private static final int LINES = 50;
    private static final LocalTime FIRST_DIGEST = LocalTime.of(5, 0);
    private static final int HALF_HOURS = 30;

    private final Notices notices;
    private final Messages messages;

    InboxController(Notices notices, Messages messages) {
        this.notices = notices;
        this.messages = messages;
    }

    @GetMapping("/notices")
    @Needs(Need.SIGNED_IN)
    ModelAndView inbox(
            Viewer viewer,
            java.util.Locale locale,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable UUID before) {
        var all = "all".equals(show);
        var lines = notices.inbox(viewer, !all, before, LINES + 1);
        var more = lines.size() > LINES;
        var shown = more ? lines.subList(0, LINES) : lines;
        var path = all ? "/notices?show=all" : "/notices";
        var join = all ? "&" : "?";
        var unread = notices.unread(viewer);
        return Pages.show(
                "notice/inbox",
                new InboxPage(
                        shown,
                        List.of(
                                new FilterLink(messages.text(locale, "notice.filter.unread"), "/notices", unread, !all),
                                new FilterLink(
                                        messages.text(locale, "notice.filter.all"), "/notices?show=all", null, all)),
                        unread,
                        notices.sendsMail(),
                        more ? path + join + "before=" + shown.getLast().id() : null,
                        before == null ? null : path));
    }

    /** Opens what a notice is about, and marks it as read. */
    @PostMapping("/notices/{id}")
    @Needs(Need.SIGNED_IN)
    String open(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable String onceKey) {
        return notices.read(viewer, id, key(onceKey) + id)
                .map(path -> "redirect:" + path)
                .orElse("redirect:/notices");
    }

    @PostMapping("/notices/read")
    @Needs(Need.SIGNED_IN)
    String readAll(Viewer viewer, @RequestParam(required = false) @Nullable String onceKey) {
        notices.readAll(viewer, key(onceKey));
        return "redirect:/notices";
    }

    @GetMapping("/notices/preferences")
    @Needs(Need.SIGNED_IN)
    ModelAndView preferences(
            Viewer viewer, java.util.Locale locale, @RequestParam(required = false) @Nullable String saved) {
        var form = PreferencesForm.of(notices.preference(viewer));
        return Pages.show("notice/preferences", page(form, new FormErrors(), locale, saved != null));
    }

    @PostMapping("/notices/preferences")
    @Needs(Need.SIGNED_IN)
    ModelAndView prefer(
            Viewer viewer,
            java.util.Locale locale,
            @ModelAttribute PreferencesForm form,
            @RequestParam(required = false) @Nullable String onceKey) {
        var errors = form.check();
        if (errors.any()) {
            return Pages.mend("notice/preferences", page(form, errors, locale, false));
        }
        notices.prefer(viewer, form.preference(), key(onceKey));
        return new ModelAndView("redirect:/notices/preferences?saved");
    }

    private PreferencesPage page(PreferencesForm form, FormErrors errors, java.util.Locale locale, boolean saved) {
        var ways = Arrays.stream(Preference.Way.values())
                .map(way -> new Option(
                        way.name(),
                        messages.text(locale, "notice.way." + way),
                        messages.text(locale, "notice.way." + way + ".hint")))
                .toList();
        var times = IntStream.range(0, HALF_HOURS)
                .mapToObj(half -> FIRST_DIGEST.plusMinutes(30L * half).toString())
                .map(time -> new Option(time, time))
                .toList();
        return new PreferencesPage(form, errors, ways, times, notices.sendsMail(), saved);
    }

    @GetMapping("/notices/mail")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView stuckMail(Viewer viewer) {
        return Pages.show("notice/mail", new StuckMailPage(notices.stuck(viewer), notices.sendsMail()));
    }

    @PostMapping("/notices/mail")
    @Needs(Need.RUN_SYSTEM)
    String retryAll(Viewer viewer, @RequestParam(required = false) @Nullable String onceKey) {
        notices.retry(viewer, null, key(onceKey));
        return "redirect:/notices/mail";
    }

    @PostMapping("/notices/mail/{id}")
    @Needs(Need.RUN_SYSTEM)
    String retry(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String drop,
            @RequestParam(required = false) @Nullable String onceKey) {
        if (drop != null) {
            notices.drop(viewer, id, key(onceKey) + id);
        } else {
            notices.retry(viewer, id, key(onceKey) + id);
        }
        return "redirect:/notices/mail";
    }

    private static String key(@Nullable String onceKey) {
        return onceKey == null || onceKey.isBlank() || onceKey.length() > 100
                ? Ids.next().toString()
                : onceKey;
    }
}
