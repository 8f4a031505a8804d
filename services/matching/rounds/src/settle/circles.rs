//! Which nodes can be on a circle together: Tarjan's strongly connected components, without recursion.

/// Two nodes can be on a circle together if they have the same number. `each` calls back with all nodes next to one.
pub fn circles(nodes: usize, each: impl Fn(u32, &mut dyn FnMut(u32))) -> Vec<u32> {
    let next = |node: u32| {
        let mut next = Vec::new();
        each(node, &mut |to| next.push(to));
        next
    };
    let mut found = Found {
        order: vec![0; nodes],
        low: vec![0; nodes],
        circle: vec![NONE; nodes],
        open: Vec::new(),
        met: 0,
    };
    for root in 0..nodes as u32 {
        if found.order[root as usize] > 0 {
            continue;
        }
        found.meet(root);
        let mut path = vec![(root, next(root))];
        while let Some((node, left)) = path.last_mut() {
            let node = *node;
            match left.pop() {
                Some(to) if found.order[to as usize] == 0 => {
                    found.meet(to);
                    path.push((to, next(to)));
                }
                Some(to) if found.circle[to as usize] == NONE => found.lower(node, found.order[to as usize]),
                Some(_) => {}
                None => {
                    found.close(node);
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        found.lower(*before, found.low[node as usize]);
                    }
                }
            }
        }
    }
    found.circle
}

const NONE: u32 = u32::MAX;

struct Found {
    order: Vec<u32>,
    low: Vec<u32>,
    circle: Vec<u32>,
    open: Vec<u32>,
    met: u32,
}

impl Found {
    fn meet(&mut self, node: u32) {
        self.met += 1;
        (self.order[node as usize], self.low[node as usize]) = (self.met, self.met);
        self.open.push(node);
    }

    fn lower(&mut self, node: u32, to: u32) {
        let low = &mut self.low[node as usize];
        *low = to.min(*low);
    }

    /// If nothing met before can be reached from a node, all that is open above it is on circles with it.
    fn close(&mut self, node: u32) {
        if self.low[node as usize] != self.order[node as usize] {
            return;
        }
        while let Some(top) = self.open.pop() {
            self.circle[top as usize] = node;
            if top == node {
                return;
            }
        }
    }
}
