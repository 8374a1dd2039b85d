using System.Globalization;
using System.Text;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using NodaTime;

namespace MiaIa.CboeFiles.Tests;

/// <summary>Headings as people have them: the data's hard-look/cboe-headings.txt, which others made, says what each means.</summary>
public sealed class HeadingTests
{
    private const string Columns =
        "Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,"
        + "Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest";

    private const string Title = "S&P 500 INDEX,Last: 4299.5,Change: 1.5";
    private const string Date = "Date: 16 June 2023, 1:40 PM EDT,Bid: 4299,Ask: 4301,Size: 1*1,Volume: 0";

    [Test]
    public void Every_date_line_is_the_moment_that_it_means()
    {
        var lines = Lines("# Date line");
        Assert.That(lines, Has.Count.EqualTo(12));
        using var all = Assert.EnterMultipleScope();
        foreach (var (heading, meant) in lines)
        {
            var written = Read(Text(Title, heading, [4_000, 4_300, 4_600])).WrittenAt;
            var utc = NewYorkTime.At(written.Date, written.TimeOfDay).Value / UnixNanos.PerSecond;
            var expected = DateTimeOffset.ParseExact(
                meant,
                "yyyy-MM-dd'T'HH:mm'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal
            );
            Assert.That(utc, Is.EqualTo(expected.ToUnixTimeSeconds()), heading);
        }
    }

    [Test]
    public void Every_spot_line_is_the_spot_that_it_means()
    {
        var lines = Lines("# Spot line");
        Assert.That(lines, Has.Count.EqualTo(5));
        using var all = Assert.EnterMultipleScope();
        foreach (var (heading, meant) in lines)
        {
            var spot = double.Parse(meant, CultureInfo.InvariantCulture);
            Assert.That(Read(Text(heading, Date, [2_000, 4_400, 21_000, 30_000])).Spot, Is.EqualTo(spot), heading);
        }
    }

    [TestCase("Last: 3,900.86", 3_900.86)]
    [TestCase("Last: 3.900,86", 3_900.86)]
    [TestCase("Last: 3\u202f900,86", 3_900.86)]
    [TestCase("Last: 3900,86", 3_900.86)]
    [TestCase("Last: 3,900", 3_900)]
    [TestCase("Last: 3.900", 3_900)]
    [TestCase("Last: 3'900.86", 3_900.86)]
    public void The_strikes_say_which_reading_of_a_spot_is_meant(string last, double spot) =>
        Assert.That(Read(Text($"S&P 500 INDEX,{last},Change: 1", Date, [3_000, 4_600])).Spot, Is.EqualTo(spot));

    [TestCase("Last: 21480.32", "is 21480.32, and the strikes are 3000 to 4600: write the price of this index")]
    [TestCase("Last: 3.900.86", "is not a positive price like 3900.86; write it so")]
    [TestCase("Last: 39,00.86", "is not a positive price like 3900.86; write it so")]
    [TestCase("Last: 12,900", "is 12.9 or 12900, and the strikes are 3000 to 4600")]
    public void A_spot_of_another_index_or_of_no_style_is_refused_with_what_to_change(string last, string sentence) =>
        Assert.That(
            () => Read(Text($"S&P 500 INDEX,{last},Change: 1", Date, [3_000, 4_600])),
            Throws.TypeOf<CboeFileException>().With.Message.StartsWith("t.csv, line 1: column Last: \"").And.Message.Contains(sentence)
        );

    [Test]
    public void A_spot_that_the_quotes_contradict_is_refused()
    {
        var text = Text("S&P 500 INDEX,Last: 3500,Change: 1", Date, [3_000, 4_200, 4_300, 4_400, 4_600], spot: 4_300);
        Assert.That(
            () => Read(text),
            Throws
                .TypeOf<CboeFileException>()
                .With.Message.EqualTo(
                    "t.csv: the spot 3500 and the quotes do not belong together: calls and puts of 2023-06-16 say 4300; write the price of this index"
                )
        );
    }

    [TestCase("S&P 500 INDEX,Last: 4299.5,\nChange: 1.5", Date)]
    [TestCase("S&P 500 INDEX,\nLast: 4299.5,Change: 1.5", Date)]
    [TestCase(Title, "Date: 16 June\n2023, 1:40 PM EDT,Bid: 4299")]
    [TestCase(Title, "\"Date: 16 June 2023,\n1:40 PM EDT\",Bid: 4299")]
    public void A_heading_broken_over_two_lines_is_read(string title, string date)
    {
        var table = Read(Text(title, date, [4_000, 4_300]));
        Assert.That(
            (table.Name, table.Spot, table.WrittenAt),
            Is.EqualTo(("S&P 500 INDEX", 4_299.5, new LocalDateTime(2023, 6, 16, 13, 40)))
        );
    }

    [TestCase("Strike,Puts", "Strike,\nPuts")]
    [TestCase("Strike,Puts", "Strike\n,Puts")]
    [TestCase("Open Interest,Strike", "Open\nInterest,Strike")]
    public void Column_names_broken_over_two_lines_are_read(string found, string broken) =>
        Assert.That(Read(Text(Title, Date, [4_000, 4_300]).Replace(found, broken, StringComparison.Ordinal)).RowsRead, Is.EqualTo(2));

    [Test]
    public void Latin_1_and_a_byte_order_mark_are_read()
    {
        var text = Text(Title, "Date: 16 février 2023 à 13:40 GMT\u22125,Bid: 1", [4_000, 4_300]);
        var moment = new LocalDateTime(2023, 2, 16, 13, 40);
        Assert.That(Read(Encoding.Latin1.GetBytes(text.Replace('\u2212', '-'))).WrittenAt, Is.EqualTo(moment));
        Assert.That(Read([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]).WrittenAt, Is.EqualTo(moment));
        Assert.That(Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]).WrittenAt, Is.EqualTo(moment));
    }

    [Test]
    public void No_cut_of_a_months_name_is_of_another_month()
    {
        for (var month = 0; month < MonthNames.OfMonth.Length; month++)
        {
            foreach (var name in MonthNames.OfMonth[month].Split(' '))
            {
                for (var letters = 3; letters <= name.Length; letters++)
                {
                    var found = MonthNames.Find(name[..letters]);
                    Assert.That(found, Is.EqualTo(name[..letters] == "jui" ? null : month + 1), name[..letters]);
                }
            }
        }
    }

    private static List<(string Heading, string Meant)> Lines(string section) =>
        [
            .. File.ReadAllLines(Recorded.File("hard-look/cboe-headings.txt"))
                .SkipWhile(line => !line.StartsWith(section, StringComparison.Ordinal))
                .Skip(1)
                .TakeWhile(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t'))
                .Select(parts => (parts[0], parts[1])),
        ];

    // Quotes at parity with the spot, so that they and the header agree.
    private static string Text(string title, string date, int[] strikes, double? spot = null)
    {
        var text = new StringBuilder($"{title}\n{date}\n{Columns}\n");
        foreach (var strike in strikes)
        {
            var quotes = spot is { } known
                ? FormattableString.Invariant($"{Math.Max(known - strike, 0) + 10},{Math.Max(known - strike, 0) + 10}")
                : "0,0";
            var puts = spot is { } s
                ? FormattableString.Invariant($"{Math.Max(strike - s, 0) + 10},{Math.Max(strike - s, 0) + 10}")
                : "0,0";
            text.Append(
                CultureInfo.InvariantCulture,
                $"Fri Jun 16 2023,SPXW230616C{strike:00000}000,1,1,{quotes},12,0.2,0.9,0.0003,340,{strike}.00,SPXW230616P{strike:00000}000,1,0,{puts},9,0.2,-0.1,0.0003,5600\n"
            );
        }

        return text.ToString();
    }

    private static CboeTable Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static CboeTable Read(byte[] bytes) => CboeTableReader.Read(new MemoryStream(bytes), "t.csv");
}
