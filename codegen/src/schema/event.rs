//! Schemas of server-sent events: which ones describe an event with its fields, and which the JSON in its data.
//!
//! The generator and the mock server go by one rule, so that what one sends the other reads.

/// The field of an event that holds what an application is told.
pub const EVENT_DATA: &str = "data";

/// The other fields, in the words of the standard.
const OTHERS: [&str; 4] = ["event", "id", "retry", "comment"];

/// What the members of a schema say about events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventShape {
    /// They are fields of an event, its data among them.
    Event,
    /// They are fields of an event that has no data: nobody is given such an event.
    Silent,
    /// There is nothing but `data`, which the JSON in an event may have as a member, too. It is the field of an event if it
    /// is described as text that holds something else (`contentMediaType`, `contentSchema`), if it is any text and the schema
    /// is that of an item (`itemSchema`), or if another branch of the same union is an event.
    OnlyData,
    /// They are members of the JSON.
    Data,
}

/// What members of these names say about events.
pub fn event_shape<'name>(names: impl IntoIterator<Item = &'name str>) -> EventShape {
    let (mut has_data, mut others) = (false, 0_usize);
    for name in names {
        if name == EVENT_DATA {
            has_data = true;
        } else if OTHERS.contains(&name) {
            others += 1;
        } else {
            return EventShape::Data;
        }
    }
    match (has_data, others) {
        (false, 0) => EventShape::Data,
        (false, _) => EventShape::Silent,
        (true, 0) => EventShape::OnlyData,
        (true, _) => EventShape::Event,
    }
}
