package org.havenward.casework.web;

import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseNotes;
import org.havenward.casework.CaseReading;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

@Controller
class NotesController {
    private final CaseNotes notes;
    private final CaseReading reading;

    NotesController(CaseNotes notes, CaseReading reading) {
        this.notes = notes;
        this.reading = reading;
    }

    @GetMapping("/cases/{id}/notes/new")
    @Needs(Need.OPEN_CASE)
    ModelAndView begin(Viewer viewer, @PathVariable String id) {
        var caseId = Submission.caseId(id);
        return Pages.show("casework/note", page(viewer, caseId, notes.draft(viewer, caseId), new FormErrors()));
    }

    @PostMapping("/cases/{id}/notes")
    @Needs(Need.OPEN_CASE)
    ModelAndView add(Viewer viewer, @PathVariable String id, @ModelAttribute NoteForm form) {
        var caseId = Submission.caseId(id);
        var submission = new Submission(form.check());
        if (submission.taken(form.onceKey(), key -> notes.add(viewer, caseId, form.words(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=note");
        }
        return submission.again("casework/note", page(viewer, caseId, form.words(), submission.errors()));
    }

    /** Keeps what is being typed, so that nothing is lost when the session ends. */
    @PostMapping("/cases/{id}/notes/draft")
    @Needs(Need.OPEN_CASE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(Viewer viewer, @PathVariable String id, @ModelAttribute NoteForm form) {
        var words = form.words();
        if (words.length() <= CaseNotes.LONGEST) {
            notes.keepDraft(viewer, Submission.caseId(id), words);
        }
    }

    @GetMapping("/cases/{id}/entries/{entry}/correction")
    @Needs(Need.OPEN_CASE)
    ModelAndView beginCorrection(Viewer viewer, @PathVariable String id, @PathVariable String entry) {
        return Pages.show("casework/note", correction(viewer, id, entry, "", new FormErrors()));
    }

    @PostMapping("/cases/{id}/entries/{entry}/correction")
    @Needs(Need.OPEN_CASE)
    ModelAndView correct(
            Viewer viewer, @PathVariable String id, @PathVariable String entry, @ModelAttribute NoteForm form) {
        var caseId = Submission.caseId(id);
        var original = Submission.idOrNotFound(entry);
        var submission = new Submission(form.check());
        if (submission.taken(form.onceKey(), key -> notes.correct(viewer, caseId, original, form.words(), key))) {
            return new ModelAndView("redirect:/cases/" + caseId.value() + "?done=correction");
        }
        return submission.again("casework/note", correction(viewer, id, entry, form.words(), submission.errors()));
    }

    private NotePage page(Viewer viewer, CaseId id, String text, FormErrors errors) {
        return new NotePage(reading.look(viewer, id).header(), null, text, errors);
    }

    private NotePage correction(Viewer viewer, String id, String entry, String text, FormErrors errors) {
        var caseId = Submission.caseId(id);
        return new NotePage(
                reading.look(viewer, caseId).header(),
                reading.entry(viewer, caseId, Submission.idOrNotFound(entry)),
                text,
                errors);
    }
}
