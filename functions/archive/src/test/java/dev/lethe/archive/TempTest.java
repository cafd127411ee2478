package dev.lethe.archive;

import java.util.*;
import org.junit.jupiter.api.Test;

class TempTest {
  @Test
  void t() {
    var all = new TreeMap<String, List<Long>>();
    for (var s = 0L; s < 400; s++) {
      for (var w : new World(s, x -> x).play())
        all.computeIfAbsent(w, u -> new ArrayList<>()).add(s);
    }
    all.forEach((w, s) ->
        System.out.println(
            "WRONG " + w + " " + s.size() + " " + s.subList(0, Math.min(5, s.size()))));
  }
}
