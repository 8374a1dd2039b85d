using System.Text;
using MiaIa.Hosting.Settings;

namespace MiaIa.Hosting.Tests;

/// <summary>A file of another encoding would give other folders and accounts than were written, so that none is read by guess.</summary>
public sealed class SettingsFileTextTests
{
    private const string Journal = "{\n  // where it lies\n  \"Journal\": \"Donn\u00e9es\"\n}\n";
    private string _file = "";

    [SetUp]
    public void Name() => _file = Path.Combine(Path.GetTempPath(), $"miaia-{Guid.NewGuid():N}.json");

    [TearDown]
    public void Remove() => File.Delete(_file);

    [TestCase("latin1", "is not UTF-8 at line 3, byte 19 (0xE9): save it as UTF-8")]
    [TestCase("utf-16", "is saved as UTF-16: save it as UTF-8")]
    [TestCase("utf-16BE", "is saved as UTF-16: save it as UTF-8")]
    public void Another_encoding_is_refused_by_name_with_the_place_and_the_remedy(string encoding, string said) =>
        Refused([.. Encoding.GetEncoding(encoding).GetPreamble(), .. Encoding.GetEncoding(encoding).GetBytes(Journal)], said);

    [Test]
    public void UTF_16_without_a_mark_is_refused_too() =>
        Refused(Encoding.Unicode.GetBytes(Journal), "at line 1, byte 2 (0x00): save it as UTF-8");

    [TestCase("", "is empty: restore it, or delete it and run miaia setup")]
    [TestCase(" \r\n", "is empty")]
    [TestCase("\0\0\0\0", "is empty")]
    [TestCase("{ \"Journal\": \"Do", "as a file that was cut does: restore it, or delete it and run miaia setup")]
    [TestCase("{ \"Port\": 1", "as a file that was cut does")]
    [TestCase("{ \"Port\": \n 1 ]", "is not valid JSON at line 2, byte 4")]
    [TestCase("{\n \"CoverageFloor\": 0,70,\n \"Port\": 1 }", "line 2, byte 21: 0,70 has a decimal comma; write a decimal point, 0.70")]
    [TestCase("{ \"CoverageFloor\": -12,5 }", "-12,5 has a decimal comma; write a decimal point, -12.5")]
    [TestCase("{ \"Port\": 1, 2 }", "is an invalid start of a property name. Expected a '\"'.")]
    [TestCase("{\n\"Journal\": \"C:\\MiaIa\" }", "line 2, byte 16: a single backslash; write \\\\ for each \\ of a path")]
    [TestCase("{ \"Journal\": \"C:\\users\" }", "a single backslash; write \\\\ for each \\ of a path")]
    [TestCase(
        "{\n \"Journal\": \"C:\\new\\trades\" }",
        "has a control character in the text at line 2, byte 13: write \\\\ for each \\ of a path"
    )]
    public void What_is_no_whole_JSON_is_refused_with_the_place_or_the_remedy(string text, string said) =>
        Refused(Encoding.UTF8.GetBytes(text), said);

    [Test]
    public void A_mark_before_UTF_8_is_fine()
    {
        File.WriteAllText(_file, Journal, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.That(Load().Settings!.Journal, Is.EqualTo("Donn\u00e9es"));
    }

    private void Refused(byte[] text, string said)
    {
        File.WriteAllBytes(_file, text);
        Assert.That(Load().Problems[0].ToString(), Does.Contain(_file).And.Contain(said).And.Not.Contain("LineNumber"));
    }

    private SettingsResult<SampleSettings> Load() =>
        SettingsLoader.Load<SampleSettings>(new SettingsSources("Engine", _file, new Dictionary<string, string>(), []));
}
