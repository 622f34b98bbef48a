/**
 * How every page looks and speaks: the shell, components, languages, errors, security headers, and the rules of the API.
 * Imports platform, district, access.
 */
@ApplicationModule(allowedDependencies = {"platform", "district", "access"})
@NullMarked
package org.havenward.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
