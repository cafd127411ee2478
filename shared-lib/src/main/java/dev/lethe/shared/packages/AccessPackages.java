package dev.lethe.shared.packages;

import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.rights.CaseId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The files of packages: of each life that a request is about a folder, with what was collected of
/// it, `packages/{app}/of/{label}/{request}/…`, and the package itself,
/// `packages/{app}/whole/{request}.zip`, whose name tells of nobody.
///
/// No package outlives the lives that it tells of. Who makes one marks the folder of each life,
/// puts a file that is no package where the package will be, and reads the Vault then; the package
/// is written over that file, and over no other. Who erases deletes what is where the package will
/// be before the marks, and the Vault has forgotten the life before that. So whoever read the Vault
/// earlier finds the file gone, and cannot write; whoever read it later leaves the life out.
public final class AccessPackages implements SubjectCopies {

  private static final String MARK = "mark";

  private final PackageObjects objects;

  public AccessPackages(PackageObjects objects) {
    this.objects = objects;
  }

  private static String lives(String app, String label) {
    return "packages/" + app + "/of/" + label + '/';
  }

  private static String folder(CaseId id, String label) {
    return lives(id.app(), label) + id.request() + '/';
  }

  /// The name of the package of a request.
  public static String whole(CaseId id) {
    return "packages/" + id.app() + "/whole/" + id.request() + ".zip";
  }

  /// Keeps what was collected of a life, under a name; what is under that name is replaced.
  public void keep(CaseId id, String label, String name, Bytes content) {
    objects.put(folder(id, label) + name, content);
  }

  /// The names of what was collected of a life, in their order.
  ///
  /// @param prefix what they begin with
  public List<String> names(CaseId id, String label, String prefix) {
    var folder = folder(id, label);
    return objects.list(folder + prefix).stream()
        .map(name -> name.substring(folder.length()))
        .toList();
  }

  /// What was collected under a name; nothing if it is gone.
  public Optional<Bytes> read(CaseId id, String label, String name) {
    return objects.read(folder(id, label) + name);
  }

  /// Deletes all that was collected of a life, and its mark.
  public void clear(CaseId id, String label) {
    objects.delete(objects.list(folder(id, label)));
  }

  /// Deletes what was collected of a life and is in the package by now; the mark stays, by which
  /// the package is found.
  public void clean(CaseId id, String label) {
    var mark = folder(id, label) + MARK;
    objects.delete(
        objects.list(folder(id, label)).stream().filter(name -> !name.equals(mark)).toList());
  }

  /// Begins a package of lives. The Vault is to be read after this.
  ///
  /// @return what [#finish] is to be given
  public String begin(CaseId id, Set<String> labels) {
    labels.forEach(label -> keep(id, label, MARK, Bytes.copyOf(new byte[0])));
    var unique = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    return objects.put(whole(id), Bytes.copyOf(unique));
  }

  /// Finishes a package.
  ///
  /// @param begun what [#begin] returned
  /// @return whether it is there; not if one of its lives is being erased, or another began it
  ///   since
  public boolean finish(CaseId id, String begun, Path file) {
    return objects.replace(whole(id), begun, file);
  }

  /// Whether a package, finished or not, is there.
  public boolean isThere(CaseId id) {
    return objects.version(whole(id)).isPresent();
  }

  /// How many packages were begun that tell of a life, and how many requests collected for one.
  @Override
  public long count(String app, String label) {
    return requests(app, label).size();
  }

  /// Deletes the packages that tell of a life, whomever else they tell of, and what was collected.
  @Override
  public long erase(String app, String label) {
    var requests = requests(app, label);
    for (var request : requests) {
      var id = new CaseId(app, request);
      objects.delete(List.of(whole(id)));
      clear(id, label);
    }
    return requests.size();
  }

  private Set<UUID> requests(String app, String label) {
    var prefix = lives(app, label);
    return objects.list(prefix).stream()
        .map(name -> name.substring(prefix.length(), name.indexOf('/', prefix.length())))
        .map(UUID::fromString)
        .collect(Collectors.toUnmodifiableSet());
  }
}
