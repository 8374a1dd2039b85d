using System.Text;

namespace MiaIa.Bridge.Wire;

/// <summary>A fault in words: the code of Refused, and a text that names the thing and the value.</summary>
internal static class FrameFaultText
{
    /// <summary>The fault's name in lower case with underscores, e.g. unknown_body.</summary>
    internal static string Code(FrameFault fault)
    {
        var code = new StringBuilder();
        foreach (var letter in fault.ToString())
        {
            if (char.IsUpper(letter) && code.Length > 0)
                code.Append('_');
            code.Append(char.ToLowerInvariant(letter));
        }

        return code.ToString();
    }

    /// <param name="fault">What is wrong.</param>
    /// <param name="frameBytes">Length of the message.</param>
    /// <param name="bodyField">Field number of its body, as far as it was read.</param>
    /// <param name="counter">Its counter, as far as it was read.</param>
    internal static string Describe(FrameFault fault, int frameBytes, uint bodyField, ulong counter) =>
        fault switch
        {
            FrameFault.Oversized => $"a frame of {frameBytes} bytes; at most {StudyEnvelope.FrameBytesMax} are allowed",
            FrameFault.UnknownBody => $"body number {bodyField} is unknown to this bridge",
            FrameFault.NoBody => $"a frame of {frameBytes} bytes has no body",
            FrameFault.TwoBodies => $"a frame of {frameBytes} bytes has more than one body",
            FrameFault.NoEpoch => $"epoch is 0 in a frame with body {(StudyBody)bodyField}",
            FrameFault.BadCounter => $"counter {counter} does not fit body {(StudyBody)bodyField}",
            FrameFault.BadGap => $"the gap at counter {counter} does not end there or ends before it begins",
            FrameFault.UnannouncedGap => $"a gap up to frame {counter}, which no Hello has named",
            FrameFault.ManyParts => "a message of several parts; a frame has one",
            FrameFault.NoCredential =>
                "the token of this user's operate.token file does not stand before the first frame of this connection",
            _ => $"{frameBytes} bytes that are not a StudyFrame",
        };
}
