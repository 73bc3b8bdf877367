/// The libraries that a script needs: what `requirements.txt` says ([Requirements]) is turned into
/// what the script is compiled and loaded with ([ClassPath]), by a [Resolver]. It knows Maven's
/// coordinates, repositories and settings, and the three libraries that come with the tool
/// ([Bundled]); it doesn't know what a script is.
///
/// **Loaded only when needed.** Requirements that come with the tool, and requirements whose
/// earlier answer still holds ([ResolutionCache]), are answered without Maven. Otherwise the
/// program that resolves, Maven Resolver, is loaded by a class loader of its own: it finds the jars
/// of a directory and the classes of `troops.cli.requirement.maven`, which are the only ones that
/// import Maven Resolver; its parent shows the JDK, the classes of this package and those of
/// `troops.cli.requirement.version`, and nothing else of the tool. So the two sides share
/// [Resolution] and the values it names, and neither sees the other's libraries. The same holds
/// where the jars stand on the tool's own class path too, as in tests: they aren't loaded from
/// there.
///
/// **The same answer as Maven's.** What is resolved is what Maven 3 gives a project whose `pom.xml`
/// has the lines as its dependencies: the nearest version wins, then the first; of dependencies'
/// dependencies those of scope compile and runtime that aren't optional. Therefore the
/// `dependencyManagement` of a dependency, even of one listed in `requirements.txt`, doesn't reach
/// past its own dependencies; whoever wants another version of something lists it, or constrains
/// it. pip's comparisons become ranges, out of which the last version is taken that is wanted.
///
/// **Stricter than Maven** in four things: a checksum that is wrong or missing is an error; what is
/// downloaded comes by HTTPS (or from a directory, or from this machine), unless `--allow-http`
/// says otherwise; repositories are those of `requirements.txt`, the person's settings and Maven
/// Central, never one that a library's pom names; a jar of the local repository that came from
/// elsewhere is compared with the checksum stored beside it, and fetched again if it was damaged.
@NullMarked
package troops.cli.requirement;

import org.jspecify.annotations.NullMarked;
