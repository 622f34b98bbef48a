package org.havenward.casework.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.InstrumentShelf;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.web.FormErrors;
import org.havenward.web.NavItem;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

@Controller
class InstrumentsController {
    private final InstrumentShelf shelf;
    private final Gate gate;

    InstrumentsController(InstrumentShelf shelf, Gate gate) {
        this.shelf = shelf;
        this.gate = gate;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem instrumentsInNavigation() {
            return new NavItem(95, "casework.nav.instruments", "/instruments", Need.COORDINATE);
        }
    }

    @GetMapping("/instruments")
    @Needs(Need.LIST_CASES)
    ModelAndView all(Viewer viewer, @RequestParam(required = false) @Nullable String done) {
        var told = done == null ? null : done.equals("added") ? "casework.done.instrument" : "casework.done.withdrawn";
        return Pages.show(
                "casework/instruments",
                new InstrumentsPage(shelf.all(viewer), mayAdd(viewer), "", List.of(), told, new FormErrors()));
    }

    @GetMapping("/instruments/new")
    @Needs(Need.COORDINATE)
    ModelAndView begin() {
        return Pages.show(
                "casework/instrument_new", new InstrumentsPage(List.of(), true, "", List.of(), null, new FormErrors()));
    }

    /** Takes a file or what was pasted: as a whole, or with all that is wrong with it not at all. */
    @PostMapping("/instruments")
    @Needs(Need.COORDINATE)
    ModelAndView add(
            Viewer viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String content,
            @RequestParam(required = false) @Nullable String licensed,
            @RequestParam(required = false) @Nullable String onceKey)
            throws IOException {
        var errors = new FormErrors();
        var text = text(file, content, errors);
        if (text.isBlank()) {
            errors.add("content", "casework.error.instrument_empty");
        }
        var problems = errors.any()
                ? List.<InstrumentReader.Problem>of()
                : shelf.check(viewer, text).problems();
        if (!problems.isEmpty()) {
            errors.add("content", "casework.cannot.instrument_unsound");
        }
        if (licensed == null) {
            errors.add("licensed", "casework.error.licensed");
        }
        var submission = new Submission(errors);
        if (submission.taken(onceKey, key -> shelf.add(viewer, text, key))) {
            return new ModelAndView("redirect:/instruments?done=added");
        }
        return submission.again(
                "casework/instrument_new",
                new InstrumentsPage(List.of(), true, text, problems, null, submission.errors()));
    }

    @GetMapping("/instruments/{hash}")
    @Needs(Need.LIST_CASES)
    ModelAndView open(Viewer viewer, @PathVariable String hash) {
        return Pages.show("casework/instrument", new InstrumentPage(shelf.open(viewer, hash), mayAdd(viewer)));
    }

    @PostMapping("/instruments/{hash}/withdrawal")
    @Needs(Need.COORDINATE)
    ModelAndView withdraw(
            Viewer viewer, @PathVariable String hash, @RequestParam(required = false) @Nullable String onceKey) {
        new Submission(new FormErrors()).taken(onceKey, key -> shelf.withdraw(viewer, hash, key));
        return new ModelAndView("redirect:/instruments?done=withdrawn");
    }

    private boolean mayAdd(Viewer viewer) {
        return gate.decide(viewer, Need.COORDINATE).allowed();
    }

    /** A file goes before what was pasted. */
    static String text(@Nullable MultipartFile file, @Nullable String content, FormErrors errors) throws IOException {
        if (file == null || file.isEmpty()) {
            return Optional.ofNullable(content).orElse("").replace("\r\n", "\n");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString()
                    .replace("\r\n", "\n");
        } catch (CharacterCodingException notText) {
            errors.add("content", "casework.error.instrument_not_text");
            return "";
        }
    }
}
