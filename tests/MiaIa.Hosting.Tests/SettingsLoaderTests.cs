using MiaIa.Hosting.Settings;

namespace MiaIa.Hosting.Tests;

public sealed class SettingsLoaderTests
{
    private string _file = "";

    [SetUp]
    public void NameTheFile() => _file = Path.Combine(Path.GetTempPath(), $"settings-{Guid.NewGuid():N}.json");

    [TearDown]
    public void RemoveTheFile() => File.Delete(_file);

    [Test]
    public void Without_any_source_the_initialisers_are_the_settings()
    {
        var settings = Load(args: "--Journal=j").Settings!;
        Assert.Multiple(() =>
        {
            Assert.That(settings.Port, Is.EqualTo(50551));
            Assert.That(settings.CoverageFloor, Is.EqualTo(0.70));
            Assert.That(string.Join(", ", settings.Instruments.Select(i => i.Name)), Is.EqualTo("ES, MES"));
            Assert.That(settings.Tls.HandshakeMs, Is.EqualTo(5000));
        });
    }

    [Test]
    public void The_environment_beats_the_file_and_the_command_line_beats_both()
    {
        File.WriteAllText(_file, """{ "Port": 1, "CoverageFloor": 0.1, "Journal": "from file", /* said twice */ "Latch": false, }""");
        var settings = LoadWith(new() { ["MIAIA__ENGINE__PORT"] = "2", ["MIAIA__ENGINE__COVERAGEFLOOR"] = "0.2" }, "--Port=3").Settings!;
        Assert.That((settings.Port, settings.CoverageFloor, settings.Journal, settings.Latch), Is.EqualTo((3, 0.2, "from file", false)));
    }

    [Test]
    public void Nested_keys_reach_sections_and_lists_of_sections_from_every_source()
    {
        File.WriteAllText(
            _file,
            """{ "Journal": "j", "Tls": { "Certificate": "a" }, "Instruments": [ { "Name": "NQ" }, { "Name": "MES" } ] }"""
        );
        var settings = LoadWith(
            new() { ["MIAIA__ENGINE__TLS__HANDSHAKEMS"] = "7", ["MIAIA__ENGINE__INSTRUMENTS__1__TICKSIZEPOINTS"] = "0.5" },
            "--Instruments:NQ:TickSizePoints=0.75",
            "--Extra:0=4",
            "--Extra:1=5"
        ).Settings!;
        Assert.Multiple(() =>
        {
            Assert.That((settings.Tls.Certificate, settings.Tls.HandshakeMs), Is.EqualTo(("a", 7)));
            Assert.That(settings.Instruments.Select(i => (i.Name, i.TickSizePoints)), Is.EqualTo(new[] { ("NQ", 0.75), ("MES", 0.5) }));
            Assert.That(settings.Extra, Is.EqualTo(Enumerable.Range(4, 2)));
        });
    }

    [Test]
    public void An_empty_list_in_the_file_replaces_the_default_list()
    {
        File.WriteAllText(_file, """{ "Journal": "j", "Instruments": [] }""");
        Assert.That(Load().Settings!.Instruments, Is.Empty);
    }

    [Test]
    public void Names_and_enum_names_ignore_case()
    {
        var settings = Load(args: ["--JOURNAL=j", "--mode=live", "--token=t"]).Settings!;
        Assert.That((settings.Journal, settings.Mode), Is.EqualTo(("j", SampleMode.Live)));
    }

    [Test]
    public void Every_problem_of_every_source_is_listed_at_once()
    {
        File.WriteAllText(_file, """{ "Port": 70000, "Prot": 1, "Tls": { "Sertificate": "x" }, "Journal": "j" }""");
        var problems = LoadWith(
            new() { ["MIAIA__ENGINE__LOG"] = "noisy", ["MIAIA__ENGINE__LOK"] = "x" },
            "--Mode=fast",
            "--Nope=1"
        ).Problems;
        Assert.That(
            problems.Select(p => (p.Key, p.Source)),
            Is.EquivalentTo(
                new[]
                {
                    ("Port", Path.GetFileName(_file)),
                    ("Prot", Path.GetFileName(_file)),
                    ("Tls:Sertificate", Path.GetFileName(_file)),
                    ("Log", "environment variable MIAIA__ENGINE__LOG"),
                    ("LOK", "environment variable MIAIA__ENGINE__LOK"),
                    ("Mode", "the command line"),
                    ("Nope", "the command line"),
                }
            )
        );
    }

    [TestCase("--Port=70000", "Port = '70000' (from the command line): allowed: whole number, 0 to 65535")]
    [TestCase("--Port=-1", "Port = '-1' (from the command line): allowed: whole number, 0 to 65535")]
    [TestCase("--Port=1.5", "Port = '1.5' (from the command line): allowed: whole number, 0 to 65535")]
    [TestCase("--CoverageFloor=0", "CoverageFloor = '0' (from the command line): allowed: number, above 0 to 1")]
    [TestCase("--CoverageFloor=NaN", "CoverageFloor = 'NaN' (from the command line): allowed: number, above 0 to 1")]
    [TestCase("--Mode=1", "Mode = '1' (from the command line): allowed: DryRun|Live")]
    [TestCase("--Log=noisy", "Log = 'noisy' (from the command line): allowed: text, one of quiet, loud")]
    [TestCase("--Latch=yes", "Latch = 'yes' (from the command line): allowed: true|false")]
    [TestCase("--Extra:0=10", "Extra:0 = '10' (from the command line): allowed: whole number, 1 to 9")]
    [TestCase("--Tls=x", "Tls (from the command line): is a section; give Tls:… instead")]
    [TestCase("--Extra=4", "Extra (from the command line): is a list; give Extra:0, Extra:1, … instead")]
    [TestCase("--Extra:1=4", "Extra:1 (from the command line): list elements are numbered 0, 1, 2, … without a hole; the next one is 0")]
    [TestCase("--Port:Low=4", "Port:Low (from the command line): unknown key: Port is a single value (whole number, 0 to 65535)")]
    [TestCase("--Port", "Port (from the command line): has no value; write --Port=value")]
    [TestCase("Port=1", "Port (from the command line): not a setting; write --Key=value")]
    [TestCase("--Tls:=1", "Tls: (from the command line): not a key: a part of it is empty")]
    [TestCase("--Tls:Sert=1", "Tls:Sert (from the command line): unknown key; known: Tls:Certificate, Tls:HandshakeMs")]
    [TestCase(
        "--Derived=1",
        "Derived (from the command line): unknown key; known: Port, CoverageFloor, Mode, Journal, Log, Token, Latch, Tls, Instruments, Bells, Extra"
    )]
    [TestCase("--Port=1,5", "Port = '1,5' (from the command line): allowed: whole number, 0 to 65535")]
    [TestCase("--Port=0x10", "Port = '0x10' (from the command line): allowed: whole number, 0 to 65535")]
    [TestCase("--CoverageFloor=0,7", "CoverageFloor = '0,7' (from the command line): allowed: number, above 0 to 1")]
    [TestCase(
        "--Bells:00:Rings=1",
        "Bells:00:Rings (from the command line): list elements are numbered 0, 1, 2, … without a hole; the next one is 0"
    )]
    [TestCase(
        "--Bells:big:Rings=1",
        "Bells:big:Rings (from the command line): list elements are numbered 0, 1, 2, … without a hole; the next one is 0"
    )]
    public void A_problem_names_key_value_source_and_what_is_allowed(string argument, string message)
    {
        var result = Load(args: ["--Journal=j", argument]);
        Assert.That(result.Problems.Select(p => p.ToString()), Is.EqualTo(new[] { message }));
        Assert.That(result.Settings, Is.Null);
    }

    [Test]
    public void A_required_setting_must_be_given_and_not_empty()
    {
        Assert.That(Load().Problems.Single().Key, Is.EqualTo("Journal"));
        Assert.That(Load(args: "--Journal=").Problems.Single().Reason, Does.Contain("not empty"));
    }

    [Test]
    public void A_bad_value_is_refused_even_where_a_stronger_source_overrides_it()
    {
        var problems = LoadWith(new() { ["MIAIA__ENGINE__PORT"] = "abc" }, "--Port=1", "--Journal=j").Problems;
        Assert.That(problems.Single().Value, Is.EqualTo("abc"));
    }

    [Test]
    public void Variables_of_other_sections_are_left_alone()
    {
        var environment = new Dictionary<string, string>
        {
            ["MIAIA__BRIDGE__NOPE"] = "1",
            ["miaia__gateway__port"] = "1",
            ["MIAIA_DATA"] = "x",
            ["PATH"] = "y",
        };
        Assert.That(LoadWith(environment, "--Journal=j").Problems, Is.Empty);
    }

    [TestCase("MIAIA__ENGIN__PORT")]
    [TestCase("MIAIA__PORT")]
    [TestCase("MIAIA__")]
    public void A_variable_that_no_program_reads_is_refused(string name) =>
        Assert.That(LoadWith(new() { [name] = "1" }, "--Journal=j").Problems.Single().Key, Is.EqualTo(name));

    [TestCase("""{ "Port": null, "Journal": "j" }""", "Port", "null and {} are no value")]
    [TestCase("""{ "Port": {}, "Journal": "j" }""", "Port", "null and {} are no value")]
    [TestCase("""{ "Unknown": {}, "Journal": "j" }""", "Unknown", "unknown key")]
    public void A_file_that_does_not_fit_is_refused_by_key(string json, string key, string reason)
    {
        File.WriteAllText(_file, json);
        var problem = Load().Problems.Single();
        Assert.That((problem.Key, problem.Source), Is.EqualTo((key, Path.GetFileName(_file))));
        Assert.That(problem.Reason, Does.StartWith(reason));
    }

    [TestCase("{ \"Port\": \n 1 ]", "line 2")]
    [TestCase("[1]", "must be an object")]
    [TestCase("""{ "Port": 1, "port": 2 }""", "duplicate key")]
    [TestCase("", "is empty: restore it")]
    public void A_file_that_is_not_JSON_is_named_with_the_place(string json, string expected)
    {
        File.WriteAllText(_file, json);
        var problem = Load(args: "--Journal=j").Problems.Single();
        Assert.That(problem.ToString(), Does.Contain(_file).And.Contain(expected));
    }

    [Test]
    public void A_key_given_twice_on_the_command_line_is_refused() =>
        Assert.That(Load(args: ["--Port=1", "--port=2", "--Journal=j"]).Problems.Single().Reason, Is.EqualTo("the key is given twice"));

    [Test]
    public void Rules_across_settings_are_checked_once_every_single_value_is_good()
    {
        Assert.That(Load(args: ["--Mode=Live", "--Journal=j"]).Problems.Single().Reason, Is.EqualTo("live needs a Token"));
        Assert.That(Load(args: ["--Mode=Live", "--Journal=j", "--Port=x"]).Problems.Single().Key, Is.EqualTo("Port"));
    }

    [TestCase("http://user:geheim@127.0.0.1:1", "http://…@127.0.0.1:1")]
    [TestCase("tcp://a:b@c:d@host/x@y", "tcp://…@host/x@y")]
    [TestCase("http://127.0.0.1:1/a@b", "http://127.0.0.1:1/a@b")]
    public void Fault_57_A_password_in_an_address_is_never_shown(string value, string shown) =>
        Assert.That(new SettingProblem("Key", value, "here", "no").ToString(), Is.EqualTo($"Key = '{shown}' (from here): no"));

    [Test]
    public void Control_characters_in_a_value_are_escaped_and_long_values_cut()
    {
        var text = Load(args: ["--Journal=j", "--Port=\u001b[31m\r\n" + new string('9', 500)]).Problems.Single().ToString();
        Assert.That(text, Does.Contain(@"\u001b[31m\u000d\u000a").And.Contain("…").And.Not.Contain("\n"));
    }

    [Test]
    public void A_class_with_an_unsupported_property_is_a_fault_of_the_program() =>
        Assert.That(() => SettingsLoader.Load<Wrong>(Sources([], [])), Throws.InvalidOperationException.With.Message.Contains("When"));

    private SettingsResult<SampleSettings> Load(params string[] args) => LoadWith([], args);

    private SettingsResult<SampleSettings> LoadWith(Dictionary<string, string> environment, params string[] args) =>
        SettingsLoader.Load<SampleSettings>(Sources(environment, args));

    private SettingsSources Sources(Dictionary<string, string> environment, string[] args) => new("Engine", _file, environment, args);

    private sealed class Wrong
    {
        [System.ComponentModel.Description("Not a plain type.")]
        public DateTime When { get; init; }
    }
}
