using MiaIa.Cli.Setup;

namespace MiaIa.Cli.Tests.Setup;

public sealed class SettingsTextTests
{
    [Test]
    public void Changes_one_value_and_no_other_byte()
    {
        const string Before =
            "{\n  // Directory: of the journal\n  \"Log\": { \"File\": \"a\" },\n  \"Journal\": { \"File\": \"b\", /* here */ \"Ms\": 5, },\n}\n";
        var text = Written(Before);
        text.Set("Journal:File", @"C:\Données & MiaIa ""x""");
        Assert.That(
            System.Text.Encoding.UTF8.GetString(text.Bytes),
            Is.EqualTo(
                Before.Replace(
                    "\"b\"",
                    """
                    "C:\\Données & MiaIa \"x\""
                    """,
                    StringComparison.Ordinal
                )
            )
        );
    }

    [TestCase("Journal:Directory")]
    [TestCase("File")]
    [TestCase("Journal:Ms")]
    public void A_key_that_is_not_there_or_holds_no_text_is_refused(string key)
    {
        var text = Written("{ \"Journal\": { \"Ms\": 5, \"List\": [ { \"File\": \"b\" } ] } }");
        Assert.That(() => text.Set(key, "x"), Throws.TypeOf<SetupException>().With.Message.Contains(key));
    }

    [Test]
    public void A_file_that_is_no_JSON_is_refused() =>
        Assert.That(
            () => Written("{ \"Log\": ").Set("Log", "x"),
            Throws.TypeOf<SetupException>().With.Message.Contains("as a file that was cut")
        );

    private static SettingsText Written(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            return SettingsText.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
