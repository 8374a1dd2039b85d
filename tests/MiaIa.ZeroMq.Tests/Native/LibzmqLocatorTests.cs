using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq.Tests.Native;

public sealed class LibzmqLocatorTests
{
    [Test]
    public void Linux_tries_the_runtime_name_before_the_development_name()
    {
        var names = Locator(LibzmqSystem.Linux).Candidates().Select(Path.GetFileName);
        Assert.That(string.Join(' ', names), Is.EqualTo("libzmq.so.5 libzmq.so libzmq.so.5 libzmq.so"));
    }

    [Test]
    public void Macos_also_looks_where_homebrew_installs() =>
        Assert.That(Locator(LibzmqSystem.MacOs).Candidates(), Does.Contain("/opt/homebrew/lib/libzmq.dylib").And.Contain("libzmq.dylib"));

    [Test]
    public void Windows_finds_versioned_names_beside_the_program_and_on_the_path_but_no_debug_build()
    {
        var files = new Dictionary<string, string[]>
        {
            ["app"] = ["app/libzmq-v142-mt-4_3_4.dll", "app/libzmq-v143-mt-4_3_5.dll", "app/libzmq-v143-mt-gd-4_3_5.dll"],
            ["tools"] = ["tools/libzmq-mt-4_3_5.dll"],
        };
        var candidates = Locator(LibzmqSystem.Windows, files).Candidates();
        Assert.That(
            candidates,
            Is.EqualTo(
                new[]
                {
                    Path.Combine("app", "libzmq.dll"),
                    "app/libzmq-v143-mt-4_3_5.dll",
                    "app/libzmq-v142-mt-4_3_4.dll",
                    "libzmq.dll",
                    "tools/libzmq-mt-4_3_5.dll",
                }
            )
        );
    }

    [Test]
    public void The_first_candidate_that_loads_is_taken()
    {
        var tried = new List<string>();
        var library = Locator(LibzmqSystem.Linux)
            .Load(name =>
            {
                tried.Add(name);
                return name == "libzmq.so.5" ? 42 : 0;
            });
        Assert.That(library, Is.EqualTo((nint)42));
        Assert.That(tried[^1], Is.EqualTo("libzmq.so.5"));
    }

    [TestCase(0, "apt-get install libzmq5")]
    [TestCase(1, "put libzmq.dll (64-bit) beside the program, in app")]
    [TestCase(2, "brew install zeromq")]
    public void A_missing_library_says_what_to_install_and_where_we_looked(int system, string advice)
    {
        var locator = Locator((LibzmqSystem)system);
        var error = Assert.Throws<LibzmqMissingException>(() => locator.Load(_ => 0));
        Assert.That(error.Message, Does.Contain(advice));
        foreach (var candidate in locator.Candidates())
            Assert.That(error.Message, Does.Contain(candidate));
    }

    [Test]
    public void This_machine_has_a_libzmq_with_heartbeats() =>
        Assert.That(ZeroMqLibrary.Version, Is.GreaterThanOrEqualTo(new Version(4, 2, 0)));

    private static LibzmqLocator Locator(LibzmqSystem system, Dictionary<string, string[]>? files = null) =>
        new(
            system,
            "app",
            ["tools"],
            (folder, pattern) =>
            {
                Assert.That(pattern, Is.EqualTo("libzmq-*.dll"));
                return files?.GetValueOrDefault(folder) ?? [];
            }
        );
}
