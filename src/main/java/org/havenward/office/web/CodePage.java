package org.havenward.office.web;

import org.havenward.web.FormErrors;

/** Asks for the second factor: the app's code, or a recovery code. */
public record CodePage(String name, boolean recovery, String after, FormErrors errors) {}
