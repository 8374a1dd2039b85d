namespace MiaIa.Grpc.Tests;

public sealed class GrpcMetadataTests
{
    [Test]
    public void Keeps_texts_and_bytes_and_gives_the_last_of_a_key()
    {
        var metadata = new GrpcMetadata
        {
            { "Instrument", "ES" },
            { "instrument", "NQ" },
            { "key-bin", [0xAB, 0xAB, 0xAB] },
        };

        Assert.Multiple(() =>
        {
            Assert.That(metadata.GetText("INSTRUMENT"), Is.EqualTo("NQ"));
            Assert.That(metadata.GetBytes("key-bin"), Is.EqualTo(new byte[] { 0xAB, 0xAB, 0xAB }));
            Assert.That(metadata.Count, Is.EqualTo(3));
            Assert.That(metadata.GetText("missing"), Is.Null);
        });
    }

    [TestCase("q6ur", new byte[] { 0xAB, 0xAB, 0xAB })]
    [TestCase("AQ", new byte[] { 1 })]
    [TestCase("AQ==", new byte[] { 1 })]
    [TestCase("AQI", new byte[] { 1, 2 })]
    [TestCase("AQI=", new byte[] { 1, 2 })]
    [TestCase("", new byte[] { })]
    public void Reads_base64_with_and_without_padding(string wire, byte[] bytes)
    {
        var metadata = new GrpcMetadata();
        metadata.AddReceived("x-bin", wire);
        Assert.That(metadata.GetBytes("x-bin"), Is.EqualTo(bytes));
    }

    [Test]
    public void Splits_binary_values_that_were_joined_with_commas_and_only_those()
    {
        var metadata = new GrpcMetadata();
        metadata.AddReceived("x-bin", "AQ==, AQI");
        metadata.AddReceived("x-text", "a,b");
        Assert.That(metadata.Select(e => $"{e.Key}={e.Text}"), Is.EqualTo(["x-bin=AQ", "x-bin=AQI", "x-text=a,b"]));
    }

    [TestCase("A")]
    [TestCase("A*==")]
    [TestCase("AQ==Q")]
    public void Refuses_bytes_that_are_not_base64_and_names_the_key(string wire)
    {
        var metadata = new GrpcMetadata();
        var refused = Assert.Throws<GrpcStatusException>(() => metadata.AddReceived("x-bin", wire))!;
        Assert.That(refused.Status, Is.EqualTo(new GrpcStatus(GrpcStatusCode.Internal, "Metadata 'x-bin' is not base64.")));
    }

    [TestCase("grpc-timeout", "1S")]
    [TestCase("te", "x")]
    [TestCase("sp ace", "x")]
    [TestCase(":path", "x")]
    [TestCase("key", "new\nline")]
    [TestCase("key", "é")]
    [TestCase("key-bin", "text")]
    public void Refuses_what_may_not_travel_and_names_the_key(string key, string text)
    {
        var metadata = new GrpcMetadata();
        Assert.That(() => metadata.Add(key, text), Throws.ArgumentException.With.Message.Contain($"'{key}'"));
    }

    [Test]
    public void Refuses_bytes_under_a_key_for_text() =>
        Assert.That(() => new GrpcMetadata().Add("key", [1]), Throws.ArgumentException.With.Message.Contain("-bin"));
}
