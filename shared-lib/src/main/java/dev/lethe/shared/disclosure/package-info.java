/// The register of disclosures: each time that personal data leaves the system.
@NullMarked
package dev.lethe.shared.disclosure;

import org.jspecify.annotations.NullMarked;
