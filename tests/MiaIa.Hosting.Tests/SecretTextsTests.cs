using System.Text.Json;
using MiaIa.Hosting.Logs;
using Serilog;
using Serilog.Events;

namespace MiaIa.Hosting.Tests;

public sealed class SecretTextsTests
{
    private const string Signs = "abcXYZ0189 -_.*+?()[]{}\\\"'$^|/é€:@#";

    [TestCase("account Sim1 is not Sim12", "account *** is not ***2")]
    [TestCase("SIM1", "***")]
    [TestCase("DU1234567, U7654321 and ESZ26, 251128C06900000, U12", "***, *** and ESZ26, 251128C06900000, U12")]
    [TestCase("to-Mine-and-on", "to-***")]
    public void What_is_hidden_is_gone_in_whatever_letters(string text, string expected)
    {
        var secrets = new SecretTexts();
        foreach (var secret in (string[])["Sim1", " mine ", "mine-and-on", "x", ""])
            secrets.Hide(secret);
        Assert.That(secrets.Without(text), Is.EqualTo(expected));
    }

    [Test]
    public void Names_that_are_made_up_without_end_are_hidden_up_to_a_bound()
    {
        var secrets = new SecretTexts();
        for (var i = 0; i < 3_000; i++)
            secrets.HideTold($"ACC{i:00000}X");
        secrets.Hide("token of our own");
        Assert.That(secrets.Without("token of our own"), Is.EqualTo("***"), "which no stranger keeps out");
        Assert.That(secrets.Without("ACC00000X ACC01023X"), Is.EqualTo("*** ***"));
        Assert.That(secrets.Without("ACC02999X"), Is.EqualTo("ACC02999X"));
    }

    [Test]
    public void A_text_without_one_is_the_same_object()
    {
        var secrets = new SecretTexts();
        secrets.Hide("never");
        var text = "it is not here";
        Assert.That(secrets.Without(text), Is.SameAs(text));
    }

    [Test]
    public void Fault_57_No_account_and_no_key_is_in_any_target_wherever_it_stood([Values(1, 2, 3, 4)] int seed)
    {
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("miaia-secrets-");
        var hidden = Enumerable.Range(0, 40).Select(_ => Secret(random)).ToArray();
        var lines = new List<TailLine>();
        using (
            var log = ProgramLog.Open(
                LogEventLevel.Information,
                new LogFolder(folder.FullName, HasJson: true, _ => new DateOnly(2026, 11, 27))
            )
        )
        {
            foreach (var secret in hidden)
                log.Secrets.Hide(secret);
            for (var i = 0; i < 800; i++)
            {
                Say(log.Logger.ForContext("Id", i), hidden[random.Next(hidden.Length)], random);
                if (i % 200 == 199)
                {
                    Assert.That(() => log.LinesWaiting, Is.Zero.After(20_000, 5));
                    lines.AddRange(log.Tail.After(lines.Count == 0 ? 0 : lines[^1].Number));
                }
            }
        }

        var files = Directory.GetFiles(folder.FullName);
        var texts = files
            .Where(file => file.EndsWith(".log", StringComparison.Ordinal))
            .SelectMany(File.ReadAllLines)
            .Concat(files.Where(file => file.EndsWith(".json", StringComparison.Ordinal)).SelectMany(File.ReadAllLines).SelectMany(Strings))
            .Concat(lines.Select(line => line.Text))
            .SelectMany(text => new[] { text, Unescaped(text) }.Distinct())
            .ToArray();
        folder.Delete(true);
        Assert.That(texts, Has.Length.GreaterThan(2_000));
        Assert.That(texts.Count(text => text.Contains(SecretTexts.Mask, StringComparison.Ordinal)), Is.GreaterThan(1_000));
        Assert.That(
            texts.Where(text => hidden.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))),
            Is.Empty,
            $"seed {seed}"
        );
    }

    // As a reader takes a quote out of a list or an object.
    private static string Unescaped(string text) => text.Replace("\\\"", "\"", StringComparison.Ordinal);

    // Every line has a template of its own, so that none is left out for being like others.
    private static void Say(ILogger log, string secret, Random random)
    {
        var text = $"{Around(random)}{secret}{Around(random)}";
        var level = (LogEventLevel)random.Next((int)LogEventLevel.Information, (int)LogEventLevel.Error + 1);
        var said = $"line {random.Next()} ";
        switch (random.Next(7))
        {
            case 0:
                log.Write(level, said + "{Text}", text);
                break;
            case 1:
                log.Write(level, said + text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
                break;
            case 2:
                var cut = random.Next(secret.Length);
                log.Write(level, said + "{One}{Other}", secret[..cut], secret[cut..]);
                break;
            case 3:
                log.Write(level, new InvalidOperationException(text, new IOException(secret)), said);
                break;
            case 4:
                log.Write(level, said + "{@Parts}", new { Account = text, Inner = new { Key = secret } });
                break;
            case 5:
                log.Write(level, said + "{List}", (object)new[] { "x", text });
                break;
            default:
                log.Write(level, said + "{Map}", new Dictionary<string, string> { [secret] = text });
                break;
        }
    }

    private static string Around(Random random) =>
        new([.. Enumerable.Range(0, random.Next(4)).Select(_ => Signs[random.Next(Signs.Length)])]);

    private static string Secret(Random random) =>
        random.Next(4) == 0
            ? Convert.ToHexStringLower(Bytes(random))
            : new string([.. Enumerable.Range(0, random.Next(5, 14)).Select(_ => Signs[random.Next(Signs.Length)])]).Trim() + "Q9";

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }

    private static IEnumerable<string> Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Strings(document.RootElement)];
    }

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(part => Strings(part.Value).Prepend(part.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.String => [element.GetString()!],
            _ => [element.GetRawText()],
        };
}
