package org.havenward.protocol.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.protocol.CannotChangeVersion;
import org.havenward.protocol.OpenedVersion;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolDesk;
import org.havenward.protocol.ProtocolEditor;
import org.havenward.protocol.ProtocolFault;
import org.havenward.protocol.VersionVerb;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.node.JsonNodeFactory;

/** A draft changed by forms: its order, its phases, its steps and questions. Works without scripts. */
@Controller
@RequestMapping("/protocols/{id}")
class EditController {
    private static final String NEW = "new";

    private final ProtocolDesk desk;
    private final VersionPages pages;
    private final Messages messages;

    EditController(ProtocolDesk desk, VersionPages pages, Messages messages) {
        this.desk = desk;
        this.pages = pages;
        this.messages = messages;
    }

    /** A draft that forms can change: it can be read, and is the reader's to write. */
    private record Draft(OpenedVersion version, Protocol protocol) {}

    private Optional<Draft> draft(Viewer viewer, UUID id) {
        var version = pages.open(viewer, id);
        var protocol = version.protocol();
        return protocol == null || !version.may().contains(VersionVerb.EDIT)
                ? Optional.empty()
                : Optional.of(new Draft(version, protocol));
    }

    private static ModelAndView elsewhere(UUID id) {
        return VersionPages.to("/protocols/" + id + "/text");
    }

    @GetMapping("/edit")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView edit(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @RequestParam(name = "done", required = false) @Nullable String done) {
        return draft(viewer, id)
                .map(draft -> Pages.show(
                        "protocol/edit",
                        page(
                                draft,
                                locale,
                                named(draft.protocol()),
                                new FormErrors(),
                                "edit".equals(done) ? "protocol.done.edit" : null)))
                .orElseGet(() -> elsewhere(id));
    }

    private EditPage page(Draft draft, Locale locale, Typed typed, FormErrors errors, @Nullable String note) {
        var version = draft.version();
        return new EditPage(
                pages.head(version, VersionPages.Tab.EDIT, locale),
                version.edition(),
                Outline.of(draft.protocol(), messages, locale),
                typed,
                version.hasComments(),
                errors,
                note);
    }

    private static Typed named(Protocol protocol) {
        var typed = new HashMap<String, List<String>>();
        Typed.put(typed, "titleEn", protocol.title().en());
        Typed.put(typed, "titleEs", protocol.title().es());
        Typed.put(typed, "aboutEn", protocol.about().en());
        Typed.put(typed, "aboutEs", protocol.about().es());
        return new Typed(typed);
    }

    /** Moves something up or down, takes it out, or names the whole: {@code change} says which. */
    @PostMapping("/edit")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView change(
            Viewer viewer, Locale locale, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> sent) {
        var found = draft(viewer, id);
        if (found.isEmpty()) {
            return elsewhere(id);
        }
        var draft = found.get();
        var typed = new Typed(sent);
        var errors = new FormErrors();
        var editor = new ProtocolEditor(draft.protocol());
        var change = typed.text("change").split(":", 2);
        var item = change.length == 2 ? change[1] : "";
        switch (change[0]) {
            case "up" -> editor.move(item, -1);
            case "down" -> editor.move(item, 1);
            case "remove" -> editor.remove(item);
            case "name" -> editor.name(typed.title(errors), typed.both("about"));
            default -> errors.add("titleEn", "protocol.error.choose");
        }
        var problems = errors.any() ? List.<String>of() : save(viewer, draft, editor, typed, errors);
        if (!errors.any() && problems.isEmpty()) {
            return VersionPages.to("/protocols/" + id + "/edit?done=edit" + (item.isEmpty() ? "" : "#" + item));
        }
        if (!problems.isEmpty()) {
            errors.add("titleEn", "protocol.error.condition", problems.getFirst());
        }
        return Pages.mend("protocol/edit", page(draft, locale, typed, errors, null));
    }

    /** Keeps what an editor made; gives back what it can't be, as the reader of files says it. */
    private List<String> save(Viewer viewer, Draft draft, ProtocolEditor editor, Typed typed, FormErrors errors) {
        try {
            desk.save(
                    viewer,
                    draft.version().id(),
                    typed.edition(),
                    editor.text(),
                    VersionPages.key(typed.text("onceKey")));
        } catch (ProtocolFault fault) {
            return fault.problems().stream()
                    .map(problem -> problem.place() + " " + problem.what())
                    .toList();
        } catch (CannotChangeVersion refused) {
            errors.add("titleEn", refused.refusal().key());
        }
        return List.of();
    }

    // ---- phases ----------------------------------------------------------------------------------------------------

    @GetMapping("/phases/{phase}")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView phase(Viewer viewer, Locale locale, @PathVariable UUID id, @PathVariable String phase) {
        var found = draft(viewer, id);
        if (found.isEmpty()) {
            return elsewhere(id);
        }
        var typed = new HashMap<String, List<String>>();
        if (phase.equals(NEW)) {
            Typed.put(typed, "when", "always");
        } else {
            var node = new ProtocolEditor(found.get().protocol()).phase(phase).orElseThrow(EditController::notThere);
            Typed.fill(typed, "title", node.get("title"));
            ConditionFields.fill(typed, node.get("when"));
        }
        return Pages.show(
                "protocol/phase", page(found.get(), locale, phase, new Typed(typed), new FormErrors(), List.of()));
    }

    private PhasePage page(
            Draft draft, Locale locale, String phase, Typed typed, FormErrors errors, List<String> problems) {
        return new PhasePage(
                pages.head(draft.version(), VersionPages.Tab.EDIT, locale),
                draft.version().edition(),
                phase.equals(NEW) ? "" : phase,
                typed,
                EditChoices.of(draft.protocol(), messages, locale),
                draft.version().hasComments(),
                errors,
                problems);
    }

    @PostMapping("/phases/{phase}")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView keepPhase(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @PathVariable String phase,
            @RequestParam MultiValueMap<String, String> sent) {
        var found = draft(viewer, id);
        if (found.isEmpty()) {
            return elsewhere(id);
        }
        var typed = new Typed(sent);
        var errors = new FormErrors();
        var editor = new ProtocolEditor(found.get().protocol());
        var node = JsonNodeFactory.instance.objectNode();
        var name = phase.equals(NEW) ? ItemFields.id(typed, editor::knows, errors) : phase;
        if (!phase.equals(NEW) && editor.phase(phase).isEmpty()) {
            throw notThere();
        }
        node.put("id", name);
        node.set("title", typed.title(errors));
        var when = ConditionFields.read(typed, errors);
        if (when != null) {
            node.set("when", when);
        }
        editor.putPhase(node);
        var problems = errors.any() ? List.<String>of() : save(viewer, found.get(), editor, typed, errors);
        return errors.any() || !problems.isEmpty()
                ? Pages.mend("protocol/phase", page(found.get(), locale, phase, typed, errors, problems))
                : VersionPages.to("/protocols/" + id + "/edit?done=edit#" + name);
    }

    // ---- steps and questions ---------------------------------------------------------------------------------------

    @GetMapping("/items/{item}")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView item(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @PathVariable String item,
            @RequestParam(name = "kind", defaultValue = "step") String kind,
            @RequestParam(name = "phase", defaultValue = "") String phase) {
        var found = draft(viewer, id);
        if (found.isEmpty()) {
            return elsewhere(id);
        }
        var editor = new ProtocolEditor(found.get().protocol());
        var typed = item.equals(NEW)
                ? new Typed(java.util.Map.of(
                        "kindOfItem", List.of(kind.equals("question") ? "question" : "step"),
                        "phase", List.of(phase),
                        "when", List.of("always"),
                        "kind", List.of("yes-no"),
                        "role", List.of("lead"),
                        "proof0", List.of("marked")))
                : ItemFields.of(editor.item(item).orElseThrow(EditController::notThere), editor.phaseOf(item));
        return Pages.show("protocol/item", itemPage(found.get(), locale, item, typed, new FormErrors(), List.of()));
    }

    private ItemPage itemPage(
            Draft draft, Locale locale, String item, Typed typed, FormErrors errors, List<String> problems) {
        return new ItemPage(
                pages.head(draft.version(), VersionPages.Tab.EDIT, locale),
                draft.version().edition(),
                item.equals(NEW) ? "" : item,
                isQuestion(draft, item, typed),
                typed,
                EditChoices.of(draft.protocol(), messages, locale),
                draft.version().hasComments(),
                errors,
                problems);
    }

    private static boolean isQuestion(Draft draft, String item, Typed typed) {
        return item.equals(NEW)
                ? typed.text("kindOfItem").equals("question")
                : draft.protocol().question(item).isPresent();
    }

    @PostMapping("/items/{item}")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView keepItem(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @PathVariable String item,
            @RequestParam MultiValueMap<String, String> sent) {
        var found = draft(viewer, id);
        if (found.isEmpty()) {
            return elsewhere(id);
        }
        var draft = found.get();
        var typed = new Typed(sent);
        var errors = new FormErrors();
        var editor = new ProtocolEditor(draft.protocol());
        if (!item.equals(NEW) && editor.item(item).isEmpty()) {
            throw notThere();
        }
        var name = item.equals(NEW) ? ItemFields.id(typed, editor::knows, errors) : item;
        var node = ItemFields.read(typed, name, isQuestion(draft, item, typed), errors);
        if (editor.phase(typed.text("phase")).isEmpty()) {
            errors.add("phase", "protocol.error.choose");
        }
        if (!errors.any()) {
            editor.put(typed.text("phase"), node);
        }
        var problems = errors.any() ? List.<String>of() : save(viewer, draft, editor, typed, errors);
        return errors.any() || !problems.isEmpty()
                ? Pages.mend("protocol/item", itemPage(draft, locale, item, typed, errors, problems))
                : VersionPages.to("/protocols/" + id + "/edit?done=edit#" + name);
    }

    // ---- the file --------------------------------------------------------------------------------------------------

    @GetMapping("/text")
    @Needs(Need.READ_PROTOCOL)
    ModelAndView text(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @RequestParam(name = "done", required = false) @Nullable String done) {
        var version = pages.open(viewer, id);
        return Pages.show(
                "protocol/text",
                new TextPage(
                        pages.head(version, VersionPages.Tab.TEXT, locale),
                        version.edition(),
                        version.text(),
                        version.problems(),
                        new FormErrors(),
                        "edit".equals(done) ? "protocol.done.edit" : null));
    }

    /** Kept as typed, also where it can't be read yet; the page then says where. */
    @PostMapping("/text")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView keepText(
            Viewer viewer, Locale locale, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> sent) {
        var version = pages.open(viewer, id);
        var typed = new Typed(sent);
        var text =
                java.util.Objects.requireNonNullElse(sent.getFirst("text"), "").replace("\r\n", "\n");
        var errors = new FormErrors();
        if (text.length() > ProtocolDesk.LONGEST) {
            errors.add("text", "protocol.error.long", ProtocolDesk.LONGEST);
        } else {
            try {
                desk.save(viewer, version.id(), typed.edition(), text, VersionPages.key(typed.text("onceKey")));
                return VersionPages.to("/protocols/" + id + "/text?done=edit");
            } catch (CannotChangeVersion refused) {
                errors.add("text", refused.refusal().key());
            }
        }
        return Pages.mend(
                "protocol/text",
                new TextPage(
                        pages.head(version, VersionPages.Tab.TEXT, locale),
                        version.edition(),
                        text,
                        ProtocolDesk.problems(text),
                        errors,
                        null));
    }

    private static RefusedException notThere() {
        return new RefusedException(Decision.Reason.OTHER_DISTRICT);
    }
}
