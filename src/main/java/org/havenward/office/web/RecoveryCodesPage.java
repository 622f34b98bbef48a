package org.havenward.office.web;

import java.util.List;

/** The recovery codes, this once. */
public record RecoveryCodesPage(List<String> codes, String next) {}
