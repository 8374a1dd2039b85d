using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MiaIa.Proto.Tests;

/// <summary>Gives every field of a message a value that is not its default, different from field to field.</summary>
internal static class Fill
{
    private const int DepthMax = 6;

    /// <summary>Fills a message; of its oneof only the named body.</summary>
    public static void Message(IMessage message, FieldDescriptor? body, int depth = 0)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.RealContainingOneof is not null && field != body)
                continue;

            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                list.Add(Value(field, 1, depth));
                list.Add(Value(field, 2, depth));
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, 1, depth));
            }
        }
    }

    private static object Value(FieldDescriptor field, int turn, int depth)
    {
        var seed = (field.FieldNumber * 10) + turn;
        return field.FieldType switch
        {
            FieldType.Message => Child(field.MessageType, depth),
            FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[^1].Number),
            FieldType.Bool => true,
            FieldType.String => $"é{seed}",
            FieldType.Bytes => ByteString.CopyFrom((byte)seed),
            FieldType.Double => seed / 4d,
            FieldType.Float => seed / 4f,
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => -seed,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => -seed * 1_000_000_000_000L,
            FieldType.UInt32 or FieldType.Fixed32 => uint.MaxValue - (uint)seed,
            FieldType.UInt64 or FieldType.Fixed64 => ulong.MaxValue - (ulong)seed,
            _ => throw new NotSupportedException($"{field.FullName} is {field.FieldType}; say here what a value of it looks like."),
        };
    }

    private static IMessage Child(MessageDescriptor type, int depth)
    {
        var child = type.Parser.ParseFrom([]);
        if (depth < DepthMax)
            Message(child, type.Oneofs.FirstOrDefault(oneof => !oneof.IsSynthetic)?.Fields[0], depth + 1);

        return child;
    }
}
