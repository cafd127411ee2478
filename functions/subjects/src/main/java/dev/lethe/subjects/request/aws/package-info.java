/// Requests of subjects in DynamoDB.
@NullMarked
package dev.lethe.subjects.request.aws;

import org.jspecify.annotations.NullMarked;
