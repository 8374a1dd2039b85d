using System.Globalization;

namespace MiaIa.CboeFiles.Tests;

public sealed class HeaderDateTests
{
    [TestCase(" July 12, 2022, 11:55 AM EDT", "2022-07-12 11:55")]
    [TestCase(" 9 June 2023, 1:40 PM EDT", "2023-06-09 13:40")]
    [TestCase(" 24 September 2023,1:46 PM EDT", "2023-09-24 13:46")]
    [TestCase(" September 14, 2023 at 4:31 PM EDT", "2023-09-14 16:31")]
    [TestCase(" Jan. 7, 2024 at 12:05 AM EST", "2024-01-07 00:05")]
    [TestCase(" January 7, 2024 at 12:05 PM ET", "2024-01-07 12:05")]
    [TestCase(" 2023-06-09 13:40:59", "2023-06-09 13:40")]
    [TestCase(" 2023-06-09T13:40", "2023-06-09 13:40")]
    [TestCase(" 9 June 2023 at 19:40 GMT+2", "2023-06-09 13:40")]
    [TestCase(" 9 January 2023 at 18:40 UTC", "2023-01-09 13:40")]
    [TestCase(" 9 Juin 2023, 1:40 PM EDT", "2023-06-09 13:40")]
    [TestCase(" 9 июня 2023 г., 20:40 MSK", "2023-06-09 13:40")]
    [TestCase(" 9 de junio de 2023, 1:40 p. m. EDT", "2023-06-09 13:40")]
    [TestCase(" 9. Juni 2023 um 19:40 Uhr MESZ", "2023-06-09 13:40")]
    [TestCase(" 1er mars 2023 à 13h40", "2023-03-01 13:40")]
    [TestCase(" 23/06/2023, 13:40", "2023-06-23 13:40")]
    [TestCase(" 6/23/2023, 1:40 PM EDT", "2023-06-23 13:40")]
    [TestCase(" 9 June 2023 at 23:10 GMT+5:30", "2023-06-09 13:40")]
    public void Reads_the_styles_of_the_page(string text, string expected) =>
        Assert.That(HeaderDate.Read(text)?.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase(" 9 Juny 2023, 1:40 PM EDT")]
    [TestCase(" 9/6/2023, 1:40 PM EDT")]
    [TestCase(" 09.06.2023, 13:40")]
    [TestCase(" 9 June 23, 1:40 PM EDT")]
    [TestCase(" 9 June 2023, 1:40 PM EDT-4")]
    [TestCase(" February 29, 2023, 1:40 PM EDT")]
    [TestCase(" June 9, 2023, 13:40 PM EDT")]
    [TestCase(" June 9, 2023, 0:40 AM EDT")]
    [TestCase(" June 9, 2023, 24:40")]
    [TestCase(" June 9, 2023, 11:60 AM EDT")]
    [TestCase(" June 9, 2023, 1:40 PM IST")]
    [TestCase(" June 9, 2023, 1:40 PM GMT+22")]
    [TestCase(" 2023-13-09 13:40")]
    [TestCase(" June 9, 2023")]
    public void Says_no_to_anything_else(string text) => Assert.That(HeaderDate.Read(text), Is.Null);
}
