namespace Portal.Domain.Escalation;

/// <summary>
/// What a tier may ask for before a conversation is handed up to it: a part of the packet, or one particular field of what the
/// customer told, so that nobody above has to ask for it.
/// </summary>
public enum PacketPart { Goal, Tried, Fields, Evidence, OpenQuestions, Email, Phone, Reference, Amount, Date }
