package org.havenward.voice.web;

import java.util.List;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;

/** Planning a lesson. */
public record LessonNewPage(LessonForm form, FormErrors errors, List<Option> schools, List<Option> workers) {}
