/// Where screenshots are uploaded to, and counted.
@NullMarked
package dev.lethe.ingest.screenshot.aws;

import org.jspecify.annotations.NullMarked;
