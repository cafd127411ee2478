package dev.lethe.archive;

import java.util.Collection;
import java.util.List;

/// Which objects hold lines of a label.
public interface LabelIndex {

  /// An object holds lines of labels; saying it twice is saying it once.
  void add(String object, Collection<String> labels);

  /// The objects that may hold lines of a label.
  List<String> objects(String label);

  /// They hold none any more.
  void remove(String label, Collection<String> objects);

  /// An object holds no lines of labels any more; of others it may.
  void removeAll(String object, Collection<String> labels);
}
