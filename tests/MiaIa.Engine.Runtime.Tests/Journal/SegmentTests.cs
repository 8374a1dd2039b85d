using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Runtime.Tests.Journal;

public sealed class SegmentTests
{
    private static readonly JournalHeader Header = new(3, 2, 1_703_545_200_000_000_000, 0xFEED, 5, "0.1.0+test");

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_checksum_is_the_one_of_RFC_3720()
    {
        Assert.That(Crc32C.Finish(Crc32C.Append(Crc32C.Seed, "123456789"u8)), Is.EqualTo(0xE3069283));
        Assert.That(Crc32C.Finish(Crc32C.Append(Crc32C.Seed, new byte[32])), Is.EqualTo(0x8A9136AA));
    }

    [Test]
    public void The_checksum_is_that_of_one_bit_after_the_other([Range(0, 40)] int length)
    {
        var bytes = Bytes(length, seed: length);
        Assert.That(Crc32C.Append(0x1234_5678, bytes), Is.EqualTo(bytes.Aggregate(0x1234_5678u, BitByBit)));

        static uint BitByBit(uint state, byte b)
        {
            state ^= b;
            for (var bit = 0; bit < 8; bit++)
                state = (state >> 1) ^ ((state & 1) != 0 ? 0x82F6_3B78u : 0);
            return state;
        }
    }

    [Test]
    public void Gives_back_every_record_in_order_as_it_was_written()
    {
        var path = _folder.File("round-trip");
        var records = Records(1000, seed: 5);
        Write(path, records);

        var (read, torn, header) = Read(path);

        Assert.That(header, Is.EqualTo(Header));
        Assert.That(read, Is.EqualTo(records));
        Assert.That(torn, Is.Zero);
    }

    [Test]
    public void Streams_records_that_cross_the_edge_of_its_window()
    {
        var path = _folder.File("large");
        // From far below the window to far above it, and small ones again.
        int[] sizes = [90_000, 50_000, 1_000_000, 200_000, 10, 131_000, 1_000_001, 1_000_002, 100, 70_000, 1_048_576, 60_000, 1];
        var records = sizes.Select((size, i) => new Written(JournalRecordKind.StudyFrame, i, Bytes(size, i))).ToArray();
        Write(path, records);

        Assert.That(Read(path).Records, Is.EqualTo(records));
    }

    [Test]
    public void A_tail_torn_at_any_byte_costs_only_the_record_it_cuts()
    {
        var path = _folder.File("whole");
        var records = Records(6, seed: 1);
        var ends = Write(path, records);
        var whole = File.ReadAllBytes(path);
        var cut = _folder.File("cut");

        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(cut, whole[..length]);
            var (read, torn, _) = Read(cut);
            var expected = ends.Count(end => end <= length);
            Assert.That(read, Is.EqualTo(records.Take(expected)), $"cut at {length}");
            var sound = expected == 0 ? (length < Header.ToBytes().Length ? 0 : Header.ToBytes().Length) : ends[expected - 1];
            Assert.That(torn, Is.EqualTo(length - sound), $"cut at {length}");
        }
    }

    [Test]
    public void A_bit_flipped_anywhere_never_gives_a_wrong_record()
    {
        var path = _folder.File("sound");
        var records = Records(5, seed: 2);
        var ends = Write(path, records);
        var whole = File.ReadAllBytes(path);
        var flipped = _folder.File("flipped");

        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            whole[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(flipped, whole);
            whole[bit / 8] ^= (byte)(1 << (bit % 8));

            var isInLast = bit / 8 >= ends[^2];
            if (isInLast)
            {
                // The last record cannot be told from a torn one; what is before it stands, and the loss is reported.
                var (read, torn, _) = Read(flipped);
                Assert.That(read, Is.EqualTo(records[..^1]), $"bit {bit}");
                Assert.That(torn, Is.EqualTo(whole.Length - ends[^2]), $"bit {bit}");
            }
            else
            {
                var refused = Assert.Throws<JournalCorruptException>(() => Read(flipped), $"bit {bit}");
                Assert.That(refused.Message, Does.Contain($"at byte {refused.Offset}").And.Contain(flipped));
                Assert.That(refused.Offset, Is.LessThanOrEqualTo(bit / 8));
            }
        }
    }

    [Test]
    public void A_record_moved_to_another_place_is_not_sound()
    {
        var path = _folder.File("moved");
        var same = new Written(JournalRecordKind.StudyFrame, 9, Bytes(40, 1));
        var ends = Write(path, [same, same with { Payload = Bytes(40, 2) }, same]);
        var bytes = File.ReadAllBytes(path);
        var length = (int)(ends[1] - ends[0]);
        bytes.AsSpan((int)ends[0], length).CopyTo(bytes.AsSpan((int)ends[0] - length, length));
        File.WriteAllBytes(path, bytes);

        Assert.That(() => Read(path), Throws.TypeOf<JournalCorruptException>());
    }

    [Test]
    public void A_crash_before_the_header_is_on_the_device_leaves_a_segment_that_holds_nothing()
    {
        var path = _folder.File("begun");
        var whole = Header.ToBytes();
        // The disk has taken a part of it, and the last bytes are others than those that were written, or none was.
        for (var length = 1; length < whole.Length + JournalFormat.RecordBytesMin; length++)
        {
            byte[] kept = [.. whole, .. new byte[JournalFormat.RecordBytesMin]];
            kept = kept[..length];
            kept.AsSpan(Math.Max(0, length - 8)).Fill(0xA5);
            File.WriteAllBytes(path, kept);
            var isIn = length - 8 >= whole.Length;
            Assert.That(SegmentReader.ReadHeader(path), Is.EqualTo(isIn ? Header : null), $"{length} bytes");
            File.WriteAllBytes(path, new byte[length]);
            Assert.That(SegmentReader.ReadHeader(path), Is.Null, $"{length} bytes that are zero");
        }
    }

    [Test]
    public void A_header_that_was_changed_is_no_crash_where_a_record_follows_it()
    {
        var path = _folder.File("changed");
        Write(path, [new(JournalRecordKind.StudyFrame, 1, new byte[100])]);
        var whole = File.ReadAllBytes(path);
        for (var at = 0; at < Header.ToBytes().Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            File.WriteAllBytes(path, changed);
            Assert.That(() => SegmentReader.ReadHeader(path), Throws.TypeOf<JournalCorruptException>(), $"byte {at}");
        }
    }

    [Test]
    public void A_file_that_is_not_a_journal_is_refused()
    {
        var path = _folder.File("foreign");
        File.WriteAllText(path, "SCID and then some more text that is long enough to be a header of a journal");
        Assert.That(() => Read(path), Throws.TypeOf<JournalCorruptException>().With.Message.Contains("not a journal"));
    }

    [Test]
    public void A_journal_of_another_format_version_is_refused_with_both_versions()
    {
        var path = _folder.File("version");
        Write(path, []);
        var bytes = File.ReadAllBytes(path);
        bytes[8] = 3;
        File.WriteAllBytes(path, bytes);
        Assert.That(
            () => Read(path),
            Throws.TypeOf<JournalCorruptException>().With.Message.Contains("format 3, this engine reads 1 and 2")
        );
    }

    // 2023-12-25, segment 1 of its own chain, engine 0.1.0: put together by hand from the table in decision 0007.
    [Test]
    public void A_header_from_before_rules_had_versions_is_read_as_of_version_1()
    {
        var bytes = Convert.FromHexString(
            "4D494149414A4E4C" // magic
                + "01000500" // format 1, five bytes of text
                + "0100000001000000" // number, first number of the chain
                + "0060D2685535A417" // created
                + "EDFE0000000000000100000000000000" // settings, first signal id
                + "302E312E30" // 0.1.0
                + "0C8C0ABA" // crc32c
        );
        var path = _folder.File("old");
        File.WriteAllBytes(path, bytes);
        var expected = new JournalHeader(1, 1, 1_703_545_200_000_000_000, 0xFEED, 1, "0.1.0") { RulesVersion = 1 };
        Assert.That(Read(path).Header, Is.EqualTo(expected));
    }

    [Test]
    public void A_header_keeps_the_version_of_the_rules()
    {
        var bytes = (Header with { RulesVersion = 7 }).ToBytes();
        Assert.That(JournalHeader.Read("here", bytes, isAll: false, out var length)?.RulesVersion, Is.EqualTo(7));
        Assert.That(length, Is.EqualTo(bytes.Length));
    }

    [Test]
    public void A_record_of_a_kind_to_come_is_sound_and_no_torn_tail()
    {
        var path = _folder.File("newer");
        Written[] records = [new((JournalRecordKind)100, 1, [1, 2]), new((JournalRecordKind)200, 2, [])];
        Write(path, records);
        Assert.That(Read(path).Records, Is.EqualTo(records));
        Assert.That(Read(path).TornBytes, Is.Zero);
    }

    [Test]
    public void A_write_that_failed_halfway_is_done_again_without_a_seam()
    {
        var file = new FaultyFile();
        using var writer = SegmentWriter.Begin(file, Header);
        var records = Records(4, seed: 3);
        Append(writer, records[0]);
        writer.Flush();
        Append(writer, records[1]);
        file.BytesLeft = 7;
        Assert.That(writer.Flush, Throws.TypeOf<IOException>());
        Assert.That(writer.Flush, Throws.TypeOf<IOException>());
        Append(writer, records[2]);
        file.BytesLeft = long.MaxValue;
        Append(writer, records[3]);
        writer.Flush();

        var path = _folder.File("failed");
        File.WriteAllBytes(path, file.ToArray());
        Assert.That(Read(path).Records, Is.EqualTo(records));
    }

    private static Written[] Records(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new Written((JournalRecordKind)random.Next(1, 9), random.NextInt64(), Bytes(random.Next(0, 40), seed + i))),
        ];
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static void Append(SegmentWriter writer, Written record) => writer.Append(record.Kind, record.At, record.Payload);

    private static long[] Write(string path, Written[] records)
    {
        File.Delete(path);
        using var writer = SegmentWriter.Begin(DiskSegmentFile.Create(path), Header);
        var ends = new long[records.Length];
        for (var i = 0; i < records.Length; i++)
        {
            Append(writer, records[i]);
            ends[i] = writer.AppendedBytes;
        }

        writer.Flush();
        return ends;
    }

    private static (List<Written> Records, long TornBytes, JournalHeader? Header) Read(string path)
    {
        using var reader = SegmentReader.Open(path);
        var records = new List<Written>();
        while (reader.TryRead(out var record))
            records.Add(new(record.Kind, record.ReceivedAtUnixNs, record.Payload.ToArray()));
        return (records, reader.TornBytes, reader.Header);
    }

    private sealed record Written(JournalRecordKind Kind, long At, byte[] Payload)
    {
        public bool Equals(Written? other) =>
            other is not null && Kind == other.Kind && At == other.At && Payload.AsSpan().SequenceEqual(other.Payload);

        public override int GetHashCode() => HashCode.Combine(Kind, At, Payload.Length);
    }
}
