//! Small numbers for what has an id, so that what is known of it stands in a row and is found without looking it up.

use std::collections::HashMap;

use uuid::Uuid;

/// What is held, by number and by id. Numbers of what is gone are given out again.
#[derive(Debug)]
pub struct Slots<T> {
    numbers: HashMap<Uuid, u32>,
    held: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Slots<T> {
    /// What has that number.
    pub fn get(&self, number: u32) -> Option<&T> {
        self.held.get(number as usize)?.as_ref()
    }

    /// What has that number, to be changed.
    pub fn get_mut(&mut self, number: u32) -> Option<&mut T> {
        self.held.get_mut(number as usize)?.as_mut()
    }

    /// The number of what has that id.
    pub fn number(&self, id: Uuid) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The number of what has that id, which is made when it is not there yet.
    pub fn number_or(&mut self, id: Uuid, make: impl FnOnce() -> T) -> u32 {
        if let Some(number) = self.number(id) {
            return number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.held.push(None);
            u32::try_from(self.held.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(slot) = self.held.get_mut(number as usize) {
            *slot = Some(make());
        }
        self.numbers.insert(id, number);
        number
    }

    /// Takes out what has that id.
    pub fn remove(&mut self, id: Uuid) -> Option<T> {
        let number = self.numbers.remove(&id)?;
        self.free.push(number);
        self.held.get_mut(number as usize)?.take()
    }

    /// Everything held, in no order.
    #[cfg(test)]
    pub fn numbers(&self) -> impl Iterator<Item = (Uuid, u32)> {
        self.numbers.iter().map(|(id, number)| (*id, *number))
    }
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), held: Vec::new(), free: Vec::new() }
    }
}
