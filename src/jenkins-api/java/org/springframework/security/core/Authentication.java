// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.springframework.security.core;

import java.security.Principal;

public interface Authentication extends Principal {}
